#include "report/path.h"

#include "base/os.h"

Text path_absolute(Arena *a, const ReportOptions *opt, Text path)
{
    if (text_eq(path, T("-"))) {
        return path;
    }
    bool is_absolute = text_starts(path, T("/"));
    return os_absolute(a, is_absolute ? path : text_format(a, "%.*s/%.*s", PRI(opt->directory), PRI(path)));
}

// The part of `path` below `directory`, or an empty text.
static Text below(Text path, Text directory)
{
    while (text_ends(directory, T("/"))) {
        directory.n--;
    }
    bool is_below = text_starts(path, directory) && path.n > directory.n + 1 && path.s[directory.n] == '/';
    return is_below ? text_sub(path, directory.n + 1, path.n) : T("");
}

Text path_relative(Arena *a, const ReportOptions *opt, Text path)
{
    Text absolute = path_absolute(a, opt, path);
    Text r = opt->workspace.n ? below(absolute, opt->workspace) : T("");
    r = r.n ? r : below(absolute, opt->directory);
    return r.n ? r : absolute;
}
