#include "python/known.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

typedef struct {
    const char *name, *class_name;
} Pair;

static Text find_pair(const Pair *table, int n, Text name)
{
    for (int i = 0; i < n; i++) {
        if (text_eq(name, text_from(table[i].name))) {
            return text_from(table[i].class_name);
        }
    }
    return (Text){0};
}

static bool find_word(const char *const *table, int n, Text name)
{
    int low = 0, high = n;
    while (low < high) {
        int middle = (low + high) / 2;
        int c = text_cmp(name, text_from(table[middle]));
        if (c == 0) {
            return true;
        }
        c < 0 ? (high = middle) : (low = middle + 1);
    }
    return false;
}

// Modules whose names the package above re-exports; the last part is a public name there.
static const Pair reexports[] = {
    {"asyncio.base_events.", "asyncio."}, {"asyncio.coroutines.", "asyncio."}, {"asyncio.events.", "asyncio."},
    {"asyncio.exceptions.", "asyncio."}, {"asyncio.futures.", "asyncio."}, {"asyncio.locks.", "asyncio."},
    {"asyncio.protocols.", "asyncio."}, {"asyncio.queues.", "asyncio."}, {"asyncio.runners.", "asyncio."},
    {"asyncio.streams.", "asyncio."}, {"asyncio.taskgroups.", "asyncio."}, {"asyncio.tasks.", "asyncio."},
    {"asyncio.threads.", "asyncio."}, {"asyncio.timeouts.", "asyncio."}, {"asyncio.transports.", "asyncio."},
    {"asyncio.unix_events.", "asyncio."}, {"concurrent.futures.thread.", "concurrent.futures."},
    {"concurrent.futures.process.", "concurrent.futures."}, {"concurrent.futures._base.", "concurrent.futures."},
    {"typing_extensions.", "typing."},
};

Text known_canonical(Arena *a, Text name)
{
    for (int i = 0; i < COUNT(reexports); i++) {
        Text from = text_from(reexports[i].name);
        if (text_starts(name, from)) {
            return text_join(a, text_from(reexports[i].class_name), text_sub(name, from.n, name.n));
        }
    }
    return name;
}

static const Pair calls[] = {
    {"asyncio.get_event_loop", "asyncio.AbstractEventLoop"}, {"asyncio.get_running_loop", "asyncio.AbstractEventLoop"},
    {"asyncio.new_event_loop", "asyncio.AbstractEventLoop"}, {"asyncio._get_running_loop", "asyncio.AbstractEventLoop"},
    {"asyncio.SelectorEventLoop", "asyncio.AbstractEventLoop"}, {"asyncio.ProactorEventLoop", "asyncio.AbstractEventLoop"},
    {"asyncio.BaseEventLoop", "asyncio.AbstractEventLoop"}, {"asyncio.DefaultEventLoopPolicy.new_event_loop", "asyncio.AbstractEventLoop"},
    {"uvloop.new_event_loop", "asyncio.AbstractEventLoop"}, {"uvloop.Loop", "asyncio.AbstractEventLoop"},
    {"asyncio.Runner.get_loop", "asyncio.AbstractEventLoop"}, {"asyncio.Task.get_loop", "asyncio.AbstractEventLoop"},
    {"asyncio.Future.get_loop", "asyncio.AbstractEventLoop"}, {"asyncio.AbstractEventLoopPolicy.get_event_loop", "asyncio.AbstractEventLoop"},
    {"asyncio.create_task", "asyncio.Task"}, {"asyncio.ensure_future", "asyncio.Task"}, {"asyncio.async", "asyncio.Task"},
    {"asyncio.current_task", "asyncio.Task"}, {"asyncio.AbstractEventLoop.create_task", "asyncio.Task"},
    {"asyncio.TaskGroup.create_task", "asyncio.Task"}, {"asyncio.gather", "asyncio.Future"},
    {"asyncio.shield", "asyncio.Future"}, {"asyncio.wrap_future", "asyncio.Future"},
    {"asyncio.AbstractEventLoop.create_future", "asyncio.Future"},
    {"asyncio.AbstractEventLoop.run_in_executor", "asyncio.Future"},
    {"asyncio.run_coroutine_threadsafe", "concurrent.futures.Future"},
    {"asyncio.timeout", "asyncio.Timeout"}, {"asyncio.timeout_at", "asyncio.Timeout"},
    {"threading.Lock", "threading.Lock"}, {"threading.RLock", "threading.RLock"},
    {"builtins.open", "io.TextIOWrapper"}, {"io.open", "io.TextIOWrapper"},
    {"subprocess.Popen", "subprocess.Popen"}, {"socket.socket", "socket.socket"},
    {"concurrent.futures.ThreadPoolExecutor.submit", "concurrent.futures.Future"},
    {"concurrent.futures.ProcessPoolExecutor.submit", "concurrent.futures.Future"},
    {"concurrent.futures.Executor.submit", "concurrent.futures.Future"},
    {"builtins.list", "builtins.list"}, {"builtins.dict", "builtins.dict"}, {"builtins.set", "builtins.set"},
    {"builtins.tuple", "builtins.tuple"}, {"builtins.int", "builtins.int"}, {"builtins.float", "builtins.float"},
    {"builtins.str", "builtins.str"}, {"builtins.bytes", "builtins.bytes"}, {"builtins.bool", "builtins.bool"},
    {"builtins.object", "builtins.object"}, {"collections.deque", "collections.deque"},
    {"collections.defaultdict", "collections.defaultdict"}, {"functools.partial", "functools.partial"},
    {"weakref.WeakSet", "weakref.WeakSet"}, {"requests.session", "requests.Session"},
    {"sqlite3.connect", "sqlite3.Connection"}, {"sqlite3.Connection.cursor", "sqlite3.Cursor"},
    {"asyncio.create_subprocess_exec", ""}, {"asyncio.create_subprocess_shell", ""},
    {"asyncpg.Pool.acquire", "asyncpg.Connection"}, {"asyncpg.create_pool", "asyncpg.Pool"},
    {"redis.asyncio.Redis.from_url", "redis.asyncio.Redis"}, {"redis.asyncio.Redis.lock", "redis.asyncio.lock.Lock"},
    {"redis.asyncio.Redis.pipeline", "redis.asyncio.client.Pipeline"},
    {"redis.asyncio.Redis.pubsub", "redis.asyncio.client.PubSub"}, {"redis.asyncio.from_url", "redis.asyncio.Redis"},
};

static bool is_capitalised(Text name)
{
    Text last = text_sub(name, text_rfind_char(name, '.') + 1, name.n);
    while (last.n && last.s[0] == '_') {
        last = text_sub(last, 1, last.n);
    }
    return last.n > 0 && last.s[0] >= 'A' && last.s[0] <= 'Z' && text_find_char(last, '_') < 0;
}

Text known_call_class(Text name)
{
    Text known = find_pair(calls, COUNT(calls), name);
    return known.n ? known : is_capitalised(name) ? name : (Text){0};
}

static const Pair attributes[] = {
    {"asyncio.subprocess.Process.stdin", "asyncio.StreamWriter"},
    {"asyncio.subprocess.Process.stdout", "asyncio.StreamReader"},
    {"asyncio.subprocess.Process.stderr", "asyncio.StreamReader"},
};

Text known_attribute_class(Text class_name, Text attribute)
{
    for (int i = 0; i < COUNT(attributes); i++) {
        Text name = text_from(attributes[i].name);
        if (text_starts(name, class_name) && name.n == class_name.n + 1 + attribute.n && text_ends(name, attribute)) {
            return text_from(attributes[i].class_name);
        }
    }
    return (Text){0};
}

Text known_element_class(Text name, int index)
{
    bool pair = text_eq(name, T("asyncio.open_connection")) || text_eq(name, T("asyncio.open_unix_connection"));
    return !pair ? (Text){0} : index == 0 ? T("asyncio.StreamReader") : index == 1 ? T("asyncio.StreamWriter") : (Text){0};
}

bool known_is_loop_name(Text name)
{
    static const char *const names[] = {"_event_loop", "_get_loop", "_loop", "event_loop", "get_event_loop", "get_loop",
                                        "get_running_loop", "loop"};
    return find_word(names, COUNT(names), name);
}

// sys.stdlib_module_names of CPython 3.8 to 3.14 without platform-only and private ones; sorted by bytes.
static const char *const stdlib[] = {
    "__future__", "_asyncio", "_collections_abc", "_thread", "_typeshed", "abc", "aifc", "antigravity", "argparse", "array",
    "ast", "asynchat", "asyncio", "asyncore", "atexit", "audioop", "base64", "bdb", "binascii", "binhex", "bisect",
    "builtins", "bz2", "cProfile", "calendar", "cgi", "cgitb", "chunk", "cmath", "cmd", "code", "codecs", "codeop",
    "collections", "colorsys", "compileall", "compression", "concurrent", "configparser", "contextlib", "contextvars",
    "copy", "copyreg", "crypt", "csv", "ctypes", "curses", "dataclasses", "datetime", "dbm", "decimal", "difflib", "dis",
    "distutils", "doctest", "email", "encodings", "ensurepip", "enum", "errno", "faulthandler", "fcntl", "filecmp",
    "fileinput", "fnmatch", "formatter", "fractions", "ftplib", "functools", "gc", "genericpath", "getopt", "getpass",
    "gettext", "glob", "graphlib", "grp", "gzip", "hashlib", "heapq", "hmac", "html", "http", "idlelib", "imaplib",
    "imghdr", "imp", "importlib", "inspect", "io", "ipaddress", "itertools", "json", "keyword", "lib2to3", "linecache",
    "locale", "logging", "lzma", "macpath", "mailbox", "mailcap", "marshal", "math", "mimetypes", "mmap", "modulefinder",
    "msilib", "msvcrt", "multiprocessing", "netrc", "nis", "nntplib", "nt", "ntpath", "nturl2path", "numbers", "opcode",
    "operator", "optparse", "os", "ossaudiodev", "parser", "pathlib", "pdb", "pickle", "pickletools", "pipes", "pkgutil",
    "platform", "plistlib", "poplib", "posix", "posixpath", "pprint", "profile", "pstats", "pty", "pwd", "py_compile",
    "pyclbr", "pydoc", "pydoc_data", "pyexpat", "queue", "quopri", "random", "re", "readline", "reprlib", "resource",
    "rlcompleter", "runpy", "sched", "secrets", "select", "selectors", "shelve", "shlex", "shutil", "signal", "site",
    "smtpd", "smtplib", "sndhdr", "socket", "socketserver", "spwd", "sqlite3", "sre_compile", "sre_constants",
    "sre_parse", "ssl", "stat", "statistics", "string", "stringprep", "struct", "subprocess", "sunau", "symbol",
    "symtable", "sys", "sysconfig", "syslog", "tabnanny", "tarfile", "telnetlib", "tempfile", "termios", "textwrap",
    "this", "threading", "time", "timeit", "tkinter", "token", "tokenize", "tomllib", "trace", "traceback",
    "tracemalloc", "tty", "turtle", "turtledemo", "types", "typing", "typing_extensions", "unicodedata", "unittest",
    "urllib", "uu", "uuid", "venv", "warnings", "wave", "weakref", "webbrowser", "winreg", "winsound", "wsgiref", "xdrlib",
    "xml", "xmlrpc", "zipapp", "zipfile", "zipimport", "zlib", "zoneinfo",
};

bool known_is_stdlib(Text module)
{
    Text head, rest;
    text_cut(module, '.', &head, &rest);
    return find_word(stdlib, COUNT(stdlib), head);
}

static const char *const builtins[] = {
    "BaseException", "BaseExceptionGroup", "Exception", "ExceptionGroup", "__import__", "abs", "aiter", "all", "anext",
    "any", "ascii", "bin", "bool", "breakpoint", "bytearray", "bytes", "callable", "chr", "classmethod", "compile",
    "complex", "copyright", "credits", "delattr", "dict", "dir", "divmod", "enumerate", "eval", "exec", "exit", "filter",
    "float", "format", "frozenset", "getattr", "globals", "hasattr", "hash", "help", "hex", "id", "input", "int",
    "isinstance", "issubclass", "iter", "len", "license", "list", "locals", "map", "max", "memoryview", "min", "next",
    "object", "oct", "open", "ord", "pow", "print", "property", "quit", "range", "repr", "reversed", "round", "set",
    "setattr", "slice", "sorted", "staticmethod", "str", "sum", "super", "tuple", "type", "vars", "zip",
};

bool known_is_builtin(Text name)
{
    return find_word(builtins, COUNT(builtins), name) ||
           (name.n > 5 && name.s[0] >= 'A' && name.s[0] <= 'Z' &&
            (text_ends(name, T("Error")) || text_ends(name, T("Exit")) || text_ends(name, T("Interrupt")) ||
             text_ends(name, T("Iteration")) || text_ends(name, T("Warning"))));
}

static const char *const transparent[] = {
    "abc.abstractmethod", "asyncio.coroutine", "builtins.classmethod", "builtins.staticmethod", "functools.wraps",
    "types.coroutine", "typing.final", "typing.no_type_check", "typing.overload", "typing.override",
};

bool known_keeps_function(Text decorator)
{
    return find_word(transparent, COUNT(transparent), decorator);
}
