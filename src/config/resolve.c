#include "config/resolve.h"

#include <string.h>

static bool applies(const FileIgnores *f, const Config *c, Text path, Arena scratch)
{
    return ignore_covers(f->files, path, c->directory, false, scratch) != f->others;
}

// The rules of a configuration with the command line's words as the last layer.
static void enable(const Config *c, const Overrides *o, bool *enabled, Arena scratch)
{
    RuleLayer **layers = NEW(&scratch, RuleLayer *, c->layers.n + 1);
    for (int i = 0; i < c->layers.n; i++) {
        layers[i] = c->layers.at[i];
    }
    layers[c->layers.n] = (RuleLayer *)&o->rules;
    layers_apply(layers, c->layers.n + 1, enabled);
}

static int find_target_version(Resolver *r, const Config *c, Text path)
{
    int said = r->overrides->target_version ? r->overrides->target_version : c->target_version;
    ptrdiff_t slash = text_rfind_char(path, '/');
    return said || !r->reads_projects || slash < 0 ? said : requires_for_directory(&r->requires, text_sub(path, 0, slash));
}

static const Settings *make_settings(Resolver *r, const Config *c, Text path, int target_version)
{
    Settings *s = NEW(r->arena, Settings, 1);
    enable(c, r->overrides, s->enabled, *r->arena);
    for (int i = 0; i < rule_count; i++) {
        s->enabled[i] = s->enabled[i] && !c->disabled[i];
        s->severity[i] = c->severity[i];
        s->options[i] = c->options[i];
    }
    for (int k = 0; k < c->file_ignores.n; k++) {
        const FileIgnores *f = &c->file_ignores.at[k];
        bool applied = applies(f, c, path, *r->arena);
        for (int i = 0; applied && i < rule_count; i++) {
            s->enabled[i] = s->enabled[i] && !ruleset_has(&f->rules, i);
        }
    }
    s->assume = c->assume.entries.n ? &c->assume : NULL;
    s->target_version = target_version;
    return s;
}

// The configuration's address, the version, and one character for each of its file-ignores.
static Text key_of(Arena *a, const Config *c, Text path, int target_version)
{
    enum { HEAD = sizeof c + sizeof target_version };
    int n = c->file_ignores.n;
    char *key = NEW(a, char, (int)HEAD + n);
    memcpy(key, &c, sizeof c);
    memcpy(key + sizeof c, &target_version, sizeof target_version);
    for (int i = 0; i < n; i++) {
        key[(int)HEAD + i] = applies(&c->file_ignores.at[i], c, path, *a) ? '1' : '0';
    }
    return (Text){key, (ptrdiff_t)HEAD + n};
}

const Settings *resolve_settings(Resolver *r, const Config *config, Text path)
{
    int target_version = find_target_version(r, config, path);
    Text key = key_of(r->arena, config, path, target_version);
    const Settings *known = map_get(&r->known, key);
    if (!known) {
        known = make_settings(r, config, path, target_version);
        *map_put(r->arena, &r->known, key) = (void *)known;
    }
    return known;
}
