#include "base/os.h"

#include "base/list.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// Reads until the end of `fd` into one NUL-terminated text that starts with room for `guess` bytes.
static int read_all(Arena *a, int fd, size_t guess, size_t limit, Text *content)
{
    size_t cap = guess + 1, n = 0;
    char *at = NEW(a, char, cap + 1);
    for (;;) {
        if (n == cap) {
            if (cap > limit) {
                return EFBIG;
            }
            char *more = NEW(a, char, cap * 2 + 1);
            memcpy(more, at, n);
            at = more;
            cap *= 2;
        }
        ssize_t got = read(fd, at + n, cap - n);
        if (got < 0 && errno != EINTR) {
            return errno;
        }
        if (got == 0) {
            break;
        }
        n += got > 0 ? (size_t)got : 0;
    }
    at[n] = 0;
    *content = (Text){at, (ptrdiff_t)n};
    return n > limit ? EFBIG : 0;
}

int os_read_file(Arena *a, Text path, size_t limit, Text *content)
{
    char *c_path = text_c(a, path);
    int fd = open(c_path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);   // a FIFO without a writer must not hang us
    if (fd < 0) {
        return errno;
    }
    struct stat st;
    int error = fstat(fd, &st) ? errno : S_ISDIR(st.st_mode) ? EISDIR : 0;
    if (!error && S_ISREG(st.st_mode) && (uint64_t)st.st_size > limit) {
        error = EFBIG;
    }
    if (!error) {
        error = read_all(a, fd, S_ISREG(st.st_mode) ? (size_t)st.st_size : 4096, limit, content);
    }
    close(fd);
    return error;
}

int os_read_stdin(Arena *a, size_t limit, Text *content)
{
    return read_all(a, 0, 1 << 16, limit, content);
}

static int write_temporary(const char *path, Text content, mode_t mode)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    int error = fd < 0 ? errno : 0;
    while (!error && content.n > 0) {
        ssize_t w = write(fd, content.s, (size_t)content.n);
        if (w < 0 && errno != EINTR) {
            error = errno;
        } else if (w > 0) {
            content = text_sub(content, w, content.n);
        }
    }
    if (!error && fchmod(fd, mode)) {
        error = errno;
    }
    if (fd >= 0 && close(fd) && !error) {
        error = errno;
    }
    return error;
}

int os_replace_file(Arena scratch, Text path, Text content)
{
    char *target = NEW(&scratch, char, PATH_MAX);
    Text real = realpath(text_c(&scratch, path), target) ? text_from(target) : path;
    struct stat st;
    mode_t mode = stat(text_c(&scratch, real), &st) == 0 ? st.st_mode & 07777 : 0644;
    char *temporary = (char *)text_format(&scratch, "%.*s.aqlint-%ld", PRI(real), (long)getpid()).s;
    int error = write_temporary(temporary, content, mode);
    if (!error && rename(temporary, text_c(&scratch, real))) {
        error = errno;
    }
    if (error && error != EEXIST) {
        unlink(temporary);
    }
    return error;
}

int os_create_file(Arena scratch, Text path, int *fd)
{
    int opened = open(text_c(&scratch, path), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (opened < 0) {
        return errno;
    }
    *fd = opened;
    return 0;
}

int os_close_file(int fd)
{
    return close(fd) ? errno : 0;
}

void os_guard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd) {
            return;
        }
    }
}

static OsKind kind_of_mode(mode_t mode)
{
    return S_ISREG(mode) ? OS_FILE : S_ISDIR(mode) ? OS_DIRECTORY : S_ISLNK(mode) ? OS_LINK : OS_OTHER;
}

OsStat os_stat(Arena scratch, Text path, bool follow)
{
    struct stat st;
    char *p = text_c(&scratch, path);
    if (follow ? stat(p, &st) : lstat(p, &st)) {
        return (OsStat){.kind = OS_NONE, .error = errno};
    }
    return (OsStat){kind_of_mode(st.st_mode), (uint64_t)st.st_dev, (uint64_t)st.st_ino, (int64_t)st.st_size, 0};
}

static OsKind kind_of_entry(const struct dirent *d)
{
    switch (d->d_type) {
    case DT_REG: return OS_FILE;
    case DT_DIR: return OS_DIRECTORY;
    case DT_LNK: return OS_LINK;
    case DT_UNKNOWN: return OS_NONE;
    default: return OS_OTHER;
    }
}

static int by_name(const void *a, const void *b)
{
    return text_cmp(((const OsEntry *)a)->name, ((const OsEntry *)b)->name);
}

int os_list(Arena *a, Text path, OsEntry **entries, int *n)
{
    LIST(OsEntry) list = {0};
    DIR *dir = opendir(text_c(a, path));
    if (!dir) {
        return errno;
    }
    jmp_buf here;
    jmp_buf *outer = arena_on_exhaustion(a, &here);
    if (setjmp(here)) {
        closedir(dir);
        arena_on_exhaustion(a, outer);
        arena_exhausted(a);
    }
    int error = 0;
    for (struct dirent *d; errno = 0, (d = readdir(dir)) != NULL;) {
        if (strcmp(d->d_name, ".") && strcmp(d->d_name, "..")) {
            *list_push(a, &list) = (OsEntry){text_copy(a, text_from(d->d_name)), kind_of_entry(d), (uint64_t)d->d_ino};
        }
    }
    error = errno;
    closedir(dir);
    arena_on_exhaustion(a, outer);
    if (list.n) {
        qsort(list.at, (size_t)list.n, sizeof *list.at, by_name);
    }
    *entries = list.at;
    *n = list.n;
    return error;
}

Text os_current_directory(Arena *a)
{
    for (size_t room = 256;; room *= 2) {
        char *p = NEW(a, char, room);
        if (getcwd(p, room)) {
            return text_from(p);
        }
        if (errno != ERANGE) {
            return T(".");
        }
    }
}

// Appends the parts of `path` to the absolute path in `at`, resolving . and .. by text.
static ptrdiff_t append_parts(char *at, ptrdiff_t n, Text path)
{
    while (path.n) {
        Text part, rest;
        text_cut(path, '/', &part, &rest);
        path = rest;
        if (part.n == 0 || text_eq(part, T("."))) {
            continue;
        }
        if (text_eq(part, T(".."))) {
            while (n && at[--n] != '/') {
            }
            continue;
        }
        at[n++] = '/';
        memcpy(at + n, part.s, (size_t)part.n);
        n += part.n;
    }
    return n;
}

Text os_absolute(Arena *a, Text path)
{
    Text base = path.n && path.s[0] == '/' ? T("") : os_current_directory(a);
    char *at = NEW(a, char, base.n + path.n + 4);
    ptrdiff_t n = append_parts(at, append_parts(at, 0, base), path);
    if (n == 0) {
        at[n++] = '/';
    }
    at[n] = 0;
    return (Text){at, n};
}

Text os_error_text(Arena *a, int error)
{
    char buffer[256] = "";
#if defined(__GLIBC__) && defined(_GNU_SOURCE)
    return text_copy(a, text_from(strerror_r(error, buffer, sizeof buffer)));
#else
    if (strerror_r(error, buffer, sizeof buffer)) {
        return text_format(a, "error %d", error);
    }
    return text_copy(a, text_from(buffer));
#endif
}

bool os_is_terminal(int fd)
{
    return isatty(fd) == 1;
}

int os_terminal_width(int fd)
{
    struct winsize size;
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

Text os_env(const char *name)
{
    return text_from(getenv(name));
}

int os_cpu_count(void)
{
#if defined(CPU_COUNT)
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0) {
        return CPU_COUNT(&set) > 0 ? CPU_COUNT(&set) : 1;
    }
#endif
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (int)n : 1;
}

double os_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

typedef struct {
    void (*work)(void *, int);
    void *context;
    int worker;
    pthread_t thread;
    bool started;
} Worker;

static void *run_worker(void *argument)
{
    Worker *w = argument;
    w->work(w->context, w->worker);
    return NULL;
}

bool os_run_workers(int workers, size_t stack, void (*work)(void *, int), void *context)
{
    enum { MOST = 256 };
    Worker all[MOST] = {0};
    workers = workers > MOST ? MOST : workers;
    pthread_attr_t attributes;
    if (pthread_attr_init(&attributes)) {
        return false;
    }
    pthread_attr_setstacksize(&attributes, stack);
    bool any = false;
    for (int i = 0; i < workers; i++) {
        all[i] = (Worker){.work = work, .context = context, .worker = i};
        all[i].started = pthread_create(&all[i].thread, &attributes, run_worker, &all[i]) == 0;
        any = any || all[i].started;
    }
    pthread_attr_destroy(&attributes);
    for (int i = 0; i < workers; i++) {
        if (all[i].started) {
            pthread_join(all[i].thread, NULL);
        }
    }
    return any;
}
