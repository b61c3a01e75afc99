#include "report/measured.h"
#include "report/page.h"

static void put_code(Out *o, const char *heading, const char *code)
{
    out_format(o, "\n## %s\n\n```python\n", heading);
    out_c(o, code);
    out_c(o, "```\n");
}

static void put_doc(Out *o, Text doc)
{
    if (!text_starts(doc, T("#"))) {
        out_c(o, "\n## Why\n");
    }
    out_char(o, '\n');
    out_put(o, doc);
    out_char(o, '\n');
}

static void put_options(Out *o, Arena a, const Rule *r)
{
    out_c(o, r->option_count ? "\n## Options\n\n" : "");
    for (int i = 0; i < r->option_count; i++) {
        const RuleOption *option = &r->options[i];
        Text value = option_default(&a, option);
        value = value.n ? text_format(&a, "`%.*s`", PRI(value)) : T("nothing");
        out_format(o, "- `%s` (%s, default: %.*s): ", option->name, option_kind_name(option->kind), PRI(value));
        Text line, rest = text_from(option->doc);
        for (bool more = true; more;) {
            more = text_cut(rest, '\n', &line, &rest);
            out_put(o, line);
            out_c(o, more ? "\n  " : "\n");
        }
    }
}

static void put_peers(Out *o, const Rule *r)
{
    out_c(o, r->peers ? "\n## The same check elsewhere\n\n" : "");
    for (const char *const *p = r->peers; p && *p; p++) {
        out_format(o, "%s`%s`", p == r->peers ? "" : ", ", *p);
    }
    out_c(o, r->peers ? "\n" : "");
}

static void put_cells(Out *o, const Text *heads, const Text *cells)
{
    out_c(o, "|");
    for (int k = 0; k < MEASURED_COLUMNS; k++) {
        if (heads[k].n) {
            out_format(o, " %.*s |", PRI(cells[k]));
        }
    }
    out_char(o, '\n');
}

static void put_side(Out *o, Arena a, const RuleScene *s, int side)
{
    Text heads[MEASURED_COLUMNS], cells[MEASURED_COLUMNS];
    measured_head(&a, s, heads);
    put_cells(o, heads, heads);
    for (int k = 0; k < MEASURED_COLUMNS; k++) {
        out_c(o, heads[k].n ? k ? " ---: |" : "| ---: |" : "");
    }
    out_char(o, '\n');
    for (int i = 0; i < s->point_count; i++) {
        measured_row(&a, s, side, i, cells);
        put_cells(o, heads, cells);
    }
}

static void put_measured(Out *o, Arena a, const RuleScene *s)
{
    if (!s) {
        return;
    }
    out_c(o, "\n## Measured\n\n");
    out_put(o, measured_summary(&a, s));
    out_format(o, "\n\n%s:\n\n", s->load);
    put_side(o, a, s, 0);
    out_format(o, "\nThe same with %s:\n\n", s->remedy);
    put_side(o, a, s, 1);
}

static void put_costs(Out *o, Arena a, const Rule *r)
{
    MeasuredCost cost = {.at = 0};
    for (bool first = true; measured_cost(&a, r, &cost); first = false) {
        out_format(o, "%s- %.*s\n", first ? "\n## What these calls take\n\n" : "", PRI(cost.words));
    }
}

void page_write_markdown(Out *o, const Rule *rule, const ReportOptions *opt)
{
    out_format(o, "# %s (%s)\n\n%s\n\n", rule->name, rule->code, rule->summary);
    out_format(o, "Kind: %s. Severity: **%s**%s.%s%s\n", rule_kind_name(rule->kind), severity_name(rule->severity),
        rule_reservation(rule), rule->severity_reason[0] ? " " : "", rule->severity_reason);
    put_doc(o, text_from(rule->doc));
    put_code(o, "Bad", rule->bad);
    put_code(o, "Good", rule->good);
    put_measured(o, opt->scratch, rule->scene);
    put_costs(o, opt->scratch, rule);
    put_options(o, opt->scratch, rule);
    put_peers(o, rule);
}
