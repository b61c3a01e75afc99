// Sources: the documentation of the named classes and functions; PEP 492, PEP 343.
#include "python/manager.h"

#include "python/word.h"

static const char *const plain_classes[] = {
    "asyncio.Runner", "concurrent.futures.ProcessPoolExecutor", "concurrent.futures.ThreadPoolExecutor", "contextlib.ExitStack",
    "contextlib.chdir", "contextlib.closing", "contextlib.redirect_stderr", "contextlib.redirect_stdout", "contextlib.suppress",
    "httpx.Client", "io.TextIOWrapper", "multiprocessing.pool.Pool", "requests.Session", "socket.socket", "sqlite3.Connection",
    "subprocess.Popen", "tarfile.TarFile", "tempfile.TemporaryDirectory", "threading.BoundedSemaphore", "threading.Condition",
    "threading.Lock", "threading.RLock", "threading.Semaphore", "zipfile.ZipFile", NULL};

static const char *const async_classes[] = {
    "aiohttp.ClientSession", "asyncio.BoundedSemaphore", "asyncio.Condition", "asyncio.Lock", "asyncio.Semaphore", "asyncio.TaskGroup",
    "asyncio.Timeout", "contextlib.AsyncExitStack", "contextlib.aclosing", "httpx.AsyncClient", "redis.asyncio.Redis",
    "redis.asyncio.lock.Lock", NULL};

static const char *const plain_calls[] = {"anyio.CancelScope", "anyio.fail_after", "anyio.move_on_after", "contextlib.suppress", NULL};

static const char *const async_calls[] = {"aiofiles.open", "aiosqlite.connect", "anyio.create_task_group", "anyio.open_process",
                                          "asyncpg.create_pool", NULL};

// Of a function of the project that is nothing but a generator behind contextlib's decorator.
static Manages of_generator(Ref f)
{
    Nodes decorators = f.node->function.decorators;
    bool is_async = function_has_decorator(f.module, f.node, "contextlib.asynccontextmanager");
    bool is_plain = function_has_decorator(f.module, f.node, "contextlib.contextmanager");
    bool bound = function_has_decorator(f.module, f.node, "builtins.staticmethod") || function_has_decorator(f.module, f.node, "builtins.classmethod");
    if (is_async == is_plain || decorators.n > 1 + bound || method_is_overridden(f.module, f.node)) {
        return MANAGES_UNKNOWN;
    }
    return is_async ? MANAGES_ASYNC : MANAGES_PLAIN;
}

enum { BASES_DEEP = 8 };

// The class and its bases are all of the project, and made by nothing but `class`.
static bool is_known_through(Ref class_ref, int depth)
{
    static const char *const empty[] = {"builtins.object", "abc.ABC", "typing.Generic", NULL};
    const Node *c = class_ref.node;
    if (depth == BASES_DEEP || c->class_.decorators.n || c->class_.keywords.n) {
        return false;
    }
    for (int i = 0; i < c->class_.bases.n; i++) {
        Node *base = c->class_.bases.at[i];
        Ref r = ref_of(class_ref.module, base->kind == AST_SUBSCRIPT ? base->subscript.value : base);
        bool known = r.kind == REF_CLASS ? is_known_through(r, depth + 1) : r.kind == REF_NAME && name_in(r.name, empty);
        if (!known) {
            return false;
        }
    }
    return true;
}

static bool has_member(Ref instance, Text name)
{
    Member member;
    return class_member(instance, name, &member) || class_member_is_unread(instance, name);
}

// An object that is made here: what is only annotated may be of a derived class.
static Manages of_object(Ref instance)
{
    if (!instance.origin || !is_known_through(instance, 0)) {
        return MANAGES_UNKNOWN;
    }
    bool plain = has_member(instance, T("__enter__")), is_async = has_member(instance, T("__aenter__"));
    return plain == is_async ? MANAGES_UNKNOWN : is_async ? MANAGES_ASYNC : MANAGES_PLAIN;
}

Manages manager_of(Module *m, Node *expression)
{
    if (expression->kind == AST_CALL) {
        Ref f = ref_of(m, expression->call.func);
        if (f.kind == REF_FUNCTION && f.node->function.decorators.n) {
            return of_generator(f);
        }
        Text name = callee_name(m, expression);
        if (name_in(name, plain_calls) || name_in(name, async_calls)) {
            return name_in(name, async_calls) ? MANAGES_ASYNC : MANAGES_PLAIN;
        }
    }
    Ref r = ref_of(m, expression);
    if (r.kind == REF_COROUTINE) {
        return r.node && !method_is_overridden(r.module, r.node) ? MANAGES_COROUTINE : MANAGES_UNKNOWN;
    }
    if (r.kind != REF_INSTANCE || r.node) {
        return r.kind == REF_INSTANCE ? of_object(r) : MANAGES_UNKNOWN;
    }
    return name_in(r.name, plain_classes) ? MANAGES_PLAIN : name_in(r.name, async_classes) ? MANAGES_ASYNC : MANAGES_UNKNOWN;
}
