#include "python/known.h"

#include "base/sorted.h"

#define COUNT(array) (int)(sizeof(array) / sizeof *(array))

typedef struct {
    const char *name, *class_name;
} Pair;

typedef struct {
    Text name, instead;
} Reexport;

#define TEXT(LITERAL) {LITERAL, sizeof LITERAL - 1}
#define R(NAME, INSTEAD) {TEXT(NAME), TEXT(INSTEAD)}

// Modules whose names the package above re-exports; the last part is a public name there.
static const Reexport reexports[] = {
    R("asyncio.base_events.", "asyncio."), R("asyncio.coroutines.", "asyncio."), R("asyncio.events.", "asyncio."),
    R("asyncio.exceptions.", "asyncio."), R("asyncio.futures.", "asyncio."), R("asyncio.locks.", "asyncio."),
    R("asyncio.protocols.", "asyncio."), R("asyncio.queues.", "asyncio."), R("asyncio.runners.", "asyncio."),
    R("asyncio.streams.", "asyncio."), R("asyncio.taskgroups.", "asyncio."), R("asyncio.tasks.", "asyncio."),
    R("asyncio.threads.", "asyncio."), R("asyncio.timeouts.", "asyncio."), R("asyncio.transports.", "asyncio."),
    R("asyncio.unix_events.", "asyncio."), R("concurrent.futures.thread.", "concurrent.futures."),
    R("concurrent.futures.process.", "concurrent.futures."), R("concurrent.futures._base.", "concurrent.futures."),
    R("typing_extensions.", "typing."), R("requests.api.", "requests."), R("requests.sessions.", "requests."),
    R("httpx._api.", "httpx."), R("httpx._client.", "httpx."), R("urllib3.poolmanager.", "urllib3."),
    R("urllib3.connectionpool.", "urllib3."), R("posixpath.", "os.path."), R("ntpath.", "os.path."), R("genericpath.", "os.path."),
    R("multiprocessing.queues.", "multiprocessing."), R("boto3.session.", "boto3."), R("redis.client.Redis", "redis.Redis"),
    R("redis.StrictRedis", "redis.Redis"), R("redis.client.StrictRedis", "redis.Redis"), R("pathlib.PosixPath", "pathlib.Path"),
    R("pathlib.WindowsPath", "pathlib.Path"), R("sqlalchemy.orm.session.", "sqlalchemy.orm."),
    R("sqlalchemy.engine.base.", "sqlalchemy.engine."), R("sqlalchemy.Engine", "sqlalchemy.engine.Engine"),
    R("sqlalchemy.Connection", "sqlalchemy.engine.Connection"), R("sqlmodel.Session", "sqlalchemy.orm.Session"),
    R("pymongo.mongo_client.", "pymongo."), R("pymongo.synchronous.mongo_client.", "pymongo."),
    R("pymongo.synchronous.", "pymongo."), R("paramiko.client.", "paramiko."), R("paramiko.sftp_client.", "paramiko."),
    R("psycopg2._psycopg.", "psycopg2.extensions."),
    R("io.BufferedReader", "io.TextIOWrapper"), R("io.BufferedWriter", "io.TextIOWrapper"),
    R("io.BufferedRandom", "io.TextIOWrapper"), R("io.FileIO", "io.TextIOWrapper"), R("_io.", "io."),
};

#undef R
#undef TEXT

Text known_canonical(Arena *a, Text name)
{
    for (int i = 0; i < COUNT(reexports); i++) {
        const Reexport *r = &reexports[i];
        ptrdiff_t last = r->name.n - 1;
        bool may_be = name.n > last && name.s[last] == r->name.s[last] && name.s[0] == r->name.s[0];    // cheap, and mostly false
        if (may_be && text_starts(name, r->name)) {
            return text_join(a, r->instead, text_sub(name, r->name.n, name.n));
        }
    }
    return name;
}

static const Pair attributes[] = {
    {"pathlib.Path.parent", "pathlib.Path"},
    {"subprocess.Popen.stdin", "subprocess.pipe"},
    {"subprocess.Popen.stdout", "subprocess.pipe"},
    {"subprocess.Popen.stderr", "subprocess.pipe"},
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
    static const char *const paths[] = {"pathlib.Path.glob", "pathlib.Path.iterdir", "pathlib.Path.rglob"};
    if (index < 0) {
        return SORTED_FIND(paths, name) ? T("pathlib.Path") : (Text){0};
    }
    if (text_eq(name, T("socket.socket.accept")) && index == 0) {
        return T("socket.socket");
    }
    bool pair = text_eq(name, T("asyncio.open_connection")) || text_eq(name, T("asyncio.open_unix_connection"));
    return !pair ? (Text){0} : index == 0 ? T("asyncio.StreamReader") : index == 1 ? T("asyncio.StreamWriter") : (Text){0};
}

bool known_is_generic(Text name)
{
    static const char *const names[] = {"anyio.create_memory_object_stream", "trio.open_memory_channel"};
    return SORTED_FIND(names, name) != NULL;
}

bool known_is_loop_name(Text name)
{
    static const char *const names[] = {"_event_loop", "_get_loop", "_loop", "event_loop", "get_event_loop", "get_loop",
                                        "get_running_loop", "loop"};
    return SORTED_FIND(names, name) != NULL;
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
    return SORTED_FIND(stdlib, head) != NULL;
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
    return SORTED_FIND(builtins, name) != NULL ||
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
    return SORTED_FIND(transparent, decorator) != NULL;
}
