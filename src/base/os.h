// The platform: files, directories, terminals, time, threads. Nothing else of aqlint calls the system for these.
#ifndef AQLINT_BASE_OS_H
#define AQLINT_BASE_OS_H

#include "base/text.h"

// Reads a whole file (path "-" is not special). 0, or an errno value: ENOENT, EACCES, EISDIR, EFBIG above `limit` bytes.
// The text is NUL-terminated (not counted).
int os_read_file(Arena *a, Text path, size_t limit, Text *content);

// Reads standard input to its end; as os_read_file.
int os_read_stdin(Arena *a, size_t limit, Text *content);

// Replaces a file whole: a temporary file beside it, then rename(2); mode kept, links followed. 0 or errno.
int os_replace_file(Arena scratch, Text path, Text content);

// Opens a file for writing, empty, made when there is none (a device or a FIFO is opened as it is). 0 or errno.
int os_create_file(Arena scratch, Text path, int *fd);

// 0, or the errno of a write that failed late.
int os_close_file(int fd);

// Keeps the numbers of standard streams that the process was started without from going to other files: what is written
// to or read from them fails as before.
void os_guard_streams(void);

typedef enum { OS_NONE, OS_FILE, OS_DIRECTORY, OS_LINK, OS_OTHER } OsKind;

// What a path is. `follow` resolves a final symbolic link. OS_NONE with errno set when it cannot be told.
typedef struct {
    OsKind kind;
    uint64_t device, inode;
    int64_t size;
    int error;
} OsStat;
OsStat os_stat(Arena scratch, Text path, bool follow);

typedef struct {
    Text name;
    OsKind kind;        // OS_LINK is not followed; OS_NONE when the system does not say
    uint64_t inode;
} OsEntry;

// The entries of a directory without . and .., sorted by bytes. 0 or errno.
int os_list(Arena *a, Text path, OsEntry **entries, int *n);

Text os_current_directory(Arena *a);            // absolute; "." when it cannot be told
Text os_absolute(Arena *a, Text path);          // lexical: joins the current directory, removes . and ..
Text os_error_text(Arena *a, int error);        // "No such file or directory"

bool os_is_terminal(int fd);
int os_terminal_width(int fd);                  // columns, 0 when unknown
Text os_env(const char *name);                  // empty when unset; the environment's own memory
int os_cpu_count(void);                         // processors this process may use, at least 1
double os_seconds(void);                        // monotonic clock

// Runs work(context, i) for every worker i in [0, workers) on threads of `stack` bytes, one of them perhaps the
// caller's own; returns when all are done. false when not even one thread could be started.
bool os_run_workers(int workers, size_t stack, void (*work)(void *context, int worker), void *context);

#endif
