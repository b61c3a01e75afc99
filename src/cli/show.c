#include "cli/show.h"

#include "report/display.h"

void show_files(Out *o, const Plan *p)
{
    for (int i = 0; i < p->files.n; i++) {
        Text path = p->files.at[i].path;
        out_put(o, path.n ? path : T("-"));
        out_char(o, p->flags->null ? '\0' : '\n');
    }
}

static void put_rules(Out *o, const Settings *s)
{
    int n = 0;
    for (int i = 0; i < rule_count; i++) {
        n += s->enabled[i];
    }
    out_format(o, "Rules (%d of %d):\n", n, rule_count);
    for (int i = 0; i < rule_count; i++) {
        if (s->enabled[i]) {
            const Rule *r = &rule_table[i];
            Severity severity = s->severity[i] ? s->severity[i] : r->severity;
            out_format(o, "  %-6s %-32s %s%s\n", r->code, r->name, severity_name(severity),
                       s->severity[i] ? " (configured)" : "");
        }
    }
}

static void put_option(Out *o, const Rule *r, const RuleOption *option, const OptionValue *value)
{
    bool set = value && value->set;
    int64_t integer = set ? value->integer : option->fallback;
    out_format(o, "  %s.%s: ", r->name, option->name);
    if (option->kind == OPTION_INT) {
        out_format(o, "%lld", (long long)integer);
    } else if (option->kind == OPTION_BOOL) {
        out_c(o, integer ? "true" : "false");
    } else {
        out_char(o, '[');
        for (int i = 0; set && i < value->list.n; i++) {
            out_format(o, "%s%.*s", i ? ", " : "", PRI(value->list.at[i]));
        }
        for (int i = 0; !set && option->list && option->list[i]; i++) {
            out_format(o, "%s%s", i ? ", " : "", option->list[i]);
        }
        out_char(o, ']');
    }
    out_format(o, "%s\n", set ? " (configured)" : "");
}

static void put_options(Out *o, const Settings *s)
{
    bool any = false;
    for (int i = 0; i < rule_count; i++) {
        for (int k = 0; s->enabled[i] && k < rule_table[i].option_count; k++) {
            out_c(o, any ? "" : "Options of these rules:\n");
            any = true;
            put_option(o, &rule_table[i], &rule_table[i].options[k], s->options[i] ? &s->options[i][k] : NULL);
        }
    }
}

static void put_origins(Out *o, const Config *c, Arena scratch)
{
    bool any = false;
    for (int i = 0; i < config_key_count(); i++) {
        if (c->origin[i].n) {
            Text path = display_text(&scratch, c->origin[i]);
            out_c(o, any ? "" : "Keys and the files that set them:\n");
            any = true;
            out_format(o, "  %s: %.*s\n", config_key(i).name, PRI(path));
        }
    }
}

void show_settings(Out *o, const Plan *p)
{
    Arena scratch = *p->arena;
    const RunFile *f = &p->files.at[0];
    const Config *c = p->found.files.n ? p->found.files.at[0].config : p->config;
    Text path = f->path.n ? display_text(&scratch, f->path) : T("-"), config = c->path.n ? display_text(&scratch, c->path) : T("none");
    out_format(o, "File: %.*s\nConfiguration: %.*s\n", PRI(path), PRI(config));
    put_origins(o, c, scratch);
    int version = f->settings->target_version;
    out_format(o, "Target version: %s", version ? "" : "unknown\n");
    if (version) {
        out_format(o, "%d.%d\n", version / 100, version % 100);
    }
    out_format(o, "Fail on: %s\nOutput format: %s\n", severity_name(p->fail_on), p->format->name);
    put_rules(o, f->settings);
    put_options(o, f->settings);
}
