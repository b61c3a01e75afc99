// The two streams as a person sees them, and how writing to them ends.
#ifndef AQLINT_CLI_STREAM_H
#define AQLINT_CLI_STREAM_H

#include "base/out.h"

typedef enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } ColorChoice;

// Whether to write colours to a stream. In this order: --color, FORCE_COLOR (https://force-color.org; 0 and false mean
// no, as in Node.js), NO_COLOR (https://no-color.org), CLICOLOR_FORCE (https://bixense.com/clicolors), TERM=dumb, and
// whether the stream is a terminal.
bool stream_has_color(int fd, ColorChoice choice);

// Whether rule codes may be links: on a terminal that is known to show them.
bool stream_has_links(int fd, ColorChoice choice);

// Whether characters beyond ASCII are shown: the locale's encoding is UTF-8 (POSIX: LC_ALL, else LC_CTYPE, else LANG).
bool stream_has_unicode(void);

// Columns of a stream: COLUMNS, else those of the terminal, else 80.
int stream_width(int fd);

// Standard error, to be flushed by the caller.
Out stream_error(Arena *a);

// Flushes output at its end, and closes what is not a standard stream. A reader that went away (EPIPE) is no failure; a
// full disk is one, with a message.
bool stream_finish(Arena *a, Out *o);

// The same of a file that the user named, which the message then names.
bool stream_finish_file(Arena *a, Out *o, Text path);

#endif
