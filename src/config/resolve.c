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

static const Settings *make_settings(Resolver *r, const Config *c, Text path)
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
    s->target_version = r->overrides->target_version ? r->overrides->target_version : c->target_version;
    return s;
}

// The configuration's address and one character for each of its file-ignores.
static Text key_of(Arena *a, const Config *c, Text path)
{
    int n = c->file_ignores.n;
    char *key = NEW(a, char, (int)sizeof c + n);
    memcpy(key, &c, sizeof c);
    for (int i = 0; i < n; i++) {
        key[(int)sizeof c + i] = applies(&c->file_ignores.at[i], c, path, *a) ? '1' : '0';
    }
    return (Text){key, (ptrdiff_t)sizeof c + n};
}

const Settings *resolve_settings(Resolver *r, const Config *config, Text path)
{
    Text key = key_of(r->arena, config, path);
    const Settings *known = map_get(&r->known, key);
    if (!known) {
        known = make_settings(r, config, path);
        *map_put(r->arena, &r->known, key) = (void *)known;
    }
    return known;
}
