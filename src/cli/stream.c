#include "cli/stream.h"

#include "base/os.h"
#include "cli/complaint.h"

#include <errno.h>

static bool is_no(Text t)
{
    return text_eq(t, T("0")) || text_eq_nocase(t, T("false"));
}

bool stream_has_color(int fd, ColorChoice choice)
{
    if (choice != COLOR_AUTO) {
        return choice == COLOR_ALWAYS;
    }
    Text force = os_env("FORCE_COLOR"), cli_force = os_env("CLICOLOR_FORCE");
    if (force.n) {
        return !is_no(force);
    }
    if (os_env("NO_COLOR").n) {
        return false;
    }
    if (cli_force.n && !is_no(cli_force)) {
        return true;
    }
    return os_is_terminal(fd) && !text_eq(os_env("TERM"), T("dumb"));
}

bool stream_has_links(int fd, ColorChoice choice)
{
    Text force = os_env("FORCE_HYPERLINK"), program = os_env("TERM_PROGRAM");
    if (choice == COLOR_NEVER) {
        return false;
    }
    if (force.n) {
        return !is_no(force);
    }
    if (!os_is_terminal(fd) || os_env("CI").n || !stream_has_color(fd, choice)) {
        return false;
    }
    int64_t vte;
    return os_env("KITTY_WINDOW_ID").n || os_env("WT_SESSION").n || text_eq(program, T("iTerm.app")) ||
           text_eq(program, T("WezTerm")) || text_eq(program, T("vscode")) ||
           (text_to_int(os_env("VTE_VERSION"), &vte) && vte >= 5000);
}

bool stream_has_unicode(void)
{
    static const char *const VARIABLES[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (int i = 0; i < 3; i++) {
        Text locale = os_env(VARIABLES[i]);
        if (locale.n) {
            Text encoding = text_sub(locale, text_find_char(locale, '.') + 1, locale.n);
            return text_eq_nocase(encoding, T("UTF-8")) || text_eq_nocase(encoding, T("utf8"));
        }
    }
    return false;
}

int stream_width(int fd)
{
    int64_t columns;
    if (text_to_int(os_env("COLUMNS"), &columns) && columns > 0 && columns < 10000) {
        return (int)columns;
    }
    int width = os_terminal_width(fd);
    return width > 0 ? width : 80;
}

Out stream_error(Arena *a)
{
    return out_to_fd(a, 2);
}

bool stream_finish(Arena *a, Out *o)
{
    return stream_finish_file(a, o, T("aqlint"));
}

bool stream_finish_file(Arena *a, Out *o, Text path)
{
    int error = out_flush(o) ? 0 : o->error;
    int late = o->fd > 2 ? os_close_file(o->fd) : 0;
    error = error ? error : late;
    if (error == 0 || error == EPIPE) {
        return true;
    }
    complain_file(a, path, text_join(a, T("cannot write: "), os_error_text(a, error)));
    return false;
}
