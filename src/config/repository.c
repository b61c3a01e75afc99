#include "config/repository.h"

#include "base/os.h"

enum { FILE_LIMIT = 16 << 20 };

static Text join(Arena *a, Text directory, Text name)
{
    return text_format(a, "%.*s/%.*s", PRI(directory), PRI(name));
}

static Text read_file(Arena *a, Text path)
{
    Text content;
    return path.n && os_read_file(a, path, FILE_LIMIT, &content) == 0 ? content : (Text){0};
}

bool repository_at(Text directory, Arena scratch)
{
    Text git = join(&scratch, directory, T(".git"));
    return os_stat(scratch, git, true).kind != OS_NONE;
}

// A path written in a file of git, relative to `directory`.
static Text resolve(Arena *a, Text directory, Text path)
{
    path = text_trim(path);
    return path.n && path.s[0] == '/' ? path : join(a, directory, path);
}

// The directory that work trees share: .git itself, or where a .git file (work trees, submodules) leads to.
static Text common_directory(Arena *a, Text root)
{
    Text git = join(a, root, T(".git"));
    if (os_stat(*a, git, true).kind == OS_FILE) {
        Text link = read_file(a, git);
        if (!text_starts(link, T("gitdir:"))) {
            return git;
        }
        git = resolve(a, root, text_sub(link, 7, link.n));
    }
    Text common = read_file(a, join(a, git, T("commondir")));
    return common.n ? resolve(a, git, common) : git;
}

// The value of a line of git's configuration: without quotes, escapes and comments.
static Text config_value(Arena *a, Text t)
{
    char *out = NEW(a, char, t.n + 1);
    ptrdiff_t n = 0, keep = 0;
    bool quoted = false;
    for (ptrdiff_t i = 0; i < t.n && (quoted || (t.s[i] != '#' && t.s[i] != ';')); i++) {
        if (t.s[i] == '"') {
            quoted = !quoted;
            keep = n;
            continue;
        }
        bool escaped = t.s[i] == '\\' && i + 1 < t.n;
        i += escaped;
        out[n++] = t.s[i];
        keep = escaped || quoted || t.s[i] != ' ' ? n : keep;
    }
    return (Text){out, keep};
}

// core.excludesFile of one configuration file, or `so_far` when it has none.
static Text excludes_file(Arena *a, Text config, Text so_far)
{
    bool in_core = false;
    Text content = read_file(a, config);
    while (content.n) {
        Text line, name, value;
        text_cut(content, '\n', &line, &content);
        line = text_trim(line);
        if (text_starts(line, T("["))) {
            Text section = text_sub(line, 1, text_find_char(line, ']'));
            in_core = text_eq_nocase(text_trim(section), T("core"));
            line = text_trim(text_sub(line, text_find_char(line, ']') + 1, line.n));
        }
        if (in_core && text_cut(line, '=', &name, &value) && text_eq_nocase(text_trim(name), T("excludesfile"))) {
            so_far = config_value(a, text_trim(value));
        }
    }
    return so_far;
}

static Text at_home(Arena *a, const char *below)
{
    Text home = os_env("HOME");
    return home.n ? join(a, home, text_from(below)) : (Text){0};
}

static Text in_xdg_config(Arena *a, const char *below)
{
    Text config = os_env("XDG_CONFIG_HOME");
    config = config.n ? config : at_home(a, ".config");
    return config.n ? join(a, config, text_from(below)) : (Text){0};
}

// The path of the user's excludes. Later files of configuration win (git-config(1), FILES).
static Text user_excludes(Arena *a, Text common)
{
    Text path = in_xdg_config(a, "git/ignore");
    if (os_env("GIT_CONFIG_NOSYSTEM").n == 0) {
        Text system = os_env("GIT_CONFIG_SYSTEM");
        path = excludes_file(a, system.n ? system : T("/etc/gitconfig"), path);
    }
    Text global = os_env("GIT_CONFIG_GLOBAL");
    if (global.n) {
        path = excludes_file(a, global, path);
    } else {
        path = excludes_file(a, in_xdg_config(a, "git/config"), path);
        path = excludes_file(a, at_home(a, ".gitconfig"), path);
    }
    path = excludes_file(a, join(a, common, T("config")), path);
    return text_starts(path, T("~/")) ? at_home(a, text_c(a, text_sub(path, 2, path.n))) : path;
}

static const IgnoreList *add_file(Arena *a, Text path, Text root, const IgnoreList *next)
{
    Text content = read_file(a, path);
    return content.n ? ignore_read(a, content, root, next) : next;
}

const IgnoreList *repository_excludes(Arena *a, Text root)
{
    Text common = common_directory(a, root);
    const IgnoreList *list = add_file(a, user_excludes(a, common), root, NULL);
    return add_file(a, join(a, common, T("info/exclude")), root, list);
}
