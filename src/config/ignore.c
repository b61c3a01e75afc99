#include "config/ignore.h"

// Without the blanks at the end, but for those quoted by `\` (trim_trailing_spaces).
static Text trim_blanks(Text line)
{
    ptrdiff_t keep = 0;
    for (ptrdiff_t i = 0; i < line.n; i++) {
        if (line.s[i] == '\\') {
            i++;
            keep = i + 1;
        } else if (line.s[i] != ' ') {
            keep = i + 1;
        }
    }
    return text_sub(line, 0, keep);
}

const char *ignore_add(Arena *a, IgnoreList *list, Text pattern)
{
    IgnorePattern p = {0};
    if (text_starts(pattern, T("!"))) {
        p.negated = true;
        pattern = text_sub(pattern, 1, pattern.n);
    }
    if (text_ends(pattern, T("/"))) {
        p.directories = true;
        pattern = text_sub(pattern, 0, pattern.n - 1);
    }
    p.anywhere = text_find_char(pattern, '/') < 0;
    if (text_starts(pattern, T("/"))) {
        pattern = text_sub(pattern, 1, pattern.n);
    }
    const char *error;
    p.glob = glob_compile(a, pattern, &error);
    *list_push(a, &list->patterns) = p;
    return error;
}

IgnoreList *ignore_read(Arena *a, Text content, Text base, const IgnoreList *next)
{
    IgnoreList *list = NEW(a, IgnoreList, 1);
    *list = (IgnoreList){.next = next, .base = text_copy(a, base)};
    if (text_starts(content, T("\xef\xbb\xbf"))) {
        content = text_sub(content, 3, content.n);
    }
    while (content.n) {
        Text line;
        text_cut(content, '\n', &line, &content);
        if (text_ends(line, T("\r"))) {
            line.n--;
        }
        if (line.n && line.s[0] != '#' && text_find_char(line, 0) < 0) {
            line = trim_blanks(line);
            ignore_add(a, list, line);
        }
    }
    return list;
}

// The part of an absolute path below `base`, empty when it does not lie there.
static Text relative_to(Text path, Text base)
{
    if (text_eq(base, T("/"))) {
        return text_sub(path, 1, path.n);
    }
    bool below = text_starts(path, base) && path.n > base.n && path.s[base.n] == '/';
    return below ? text_sub(path, base.n + 1, path.n) : (Text){0};
}

static bool pattern_matches(const IgnorePattern *p, const IgnoreList *list, Text path, bool is_directory, Arena scratch)
{
    if (p->directories && !is_directory) {
        return false;
    }
    Text relative = relative_to(path, list->base);
    if (p->anywhere && (relative.n || list->everywhere)) {
        return glob_match(&p->glob, text_sub(path, text_rfind_char(path, '/') + 1, path.n), scratch);
    }
    return relative.n && glob_match(&p->glob, relative, scratch);
}

IgnoreVerdict ignore_verdict(const IgnoreList *list, Text path, bool is_directory, Arena scratch)
{
    for (; list; list = list->next) {
        for (int i = list->patterns.n; i-- > 0;) {
            if (pattern_matches(&list->patterns.at[i], list, path, is_directory, scratch)) {
                return list->patterns.at[i].negated ? IGNORE_IN : IGNORE_OUT;
            }
        }
    }
    return IGNORE_UNDECIDED;
}

bool ignore_covers(const IgnoreList *list, Text path, Text within, bool is_directory, Arena scratch)
{
    Text below = relative_to(path, within);
    ptrdiff_t from = path.n - below.n;
    if (!below.n) {
        from = path.n;
    }
    for (ptrdiff_t i = from; i < path.n; i++) {
        if (path.s[i] == '/' && ignore_verdict(list, text_sub(path, 0, i), true, scratch) == IGNORE_OUT) {
            return true;
        }
    }
    return ignore_verdict(list, path, is_directory, scratch) == IGNORE_OUT;
}
