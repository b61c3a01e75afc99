#include "report/peers.h"

#include "lint/peer.h"
#include "report/display.h"
#include "report/style.h"

enum { WIDTH_UNKNOWN = 80, WIDTH_LEAST = 30 };

// The codes of one linter; with no linter's name, those of none that is known.
static Texts codes_of(Arena *a, const Texts *codes, Text linter)
{
    Texts found = {0};
    for (int i = 0; i < codes->n; i++) {
        Texts linters = peer_linters(a, codes->at[i]);
        if (linter.n ? texts_have(&linters, linter) : linters.n == 0) {
            *list_push(a, &found) = codes->at[i];
        }
    }
    return found;
}

static Text joined(Arena *a, const Texts *list, const char *between)
{
    Text all = T("");
    for (int i = 0; i < list->n; i++) {
        all = text_format(a, "%.*s%s%.*s", PRI(all), i ? between : "", PRI(list->at[i]));
    }
    return all;
}

static int longest(const Texts *list)
{
    int most = 0;
    for (int i = 0; i < list->n; i++) {
        most = list->at[i].n > most ? (int)list->at[i].n : most;
    }
    return most;
}

static Text peers_of(Arena *a, const Rule *r, const char *mark)
{
    Texts list = {0};
    for (const char *const *p = r->peers; p && *p; p++) {
        *list_push(a, &list) = text_format(a, "%s%s%s", mark, *p, mark);
    }
    return joined(a, &list, ", ");
}

// -- text

typedef struct {
    Out *o;
    Arena arena;
    const ReportOptions *opt;
    const PeersChoice *choice;
    int width;
} Page;

static void put_heading(Page *p, Text words, bool first)
{
    out_c(p->o, first ? "" : "\n");
    style_put(p->o, p->opt->color, STYLE_HEADING, words);
    out_char(p->o, '\n');
}

static void put_rule(const Page *p, int rule)
{
    style_put_code(p->o, p->opt, &rule_table[rule]);
    out_format(p->o, " %s", rule_table[rule].name);
}

static void put_linter(Page *p, const Texts *codes, Text linter, bool first)
{
    Texts own = codes_of(&p->arena, codes, linter);
    if (own.n == 0) {
        return;
    }
    put_heading(p, linter.n ? linter : T("Others"), first);
    for (int i = 0; i < own.n; i++) {
        PeerRules rules = peer_rules(&p->arena, own.at[i]);
        for (int k = 0; k < rules.n; k++) {
            Text code = k ? T("") : own.at[i];
            out_format(p->o, "  %.*s%*s", PRI(code), longest(&own) + 2 - (int)code.n, "");
            put_rule(p, rules.at[k]);
            out_char(p->o, '\n');
        }
    }
}

static void put_rules(Page *p, bool first)
{
    Texts names = {0};
    for (int i = 0; i < rule_count; i++) {
        if (p->choice->has[i]) {
            *list_push(&p->arena, &names) = text_from(rule_table[i].name);
        }
    }
    put_heading(p, T("aqlint"), first);
    for (int i = 0; i < rule_count; i++) {
        const Rule *r = &rule_table[i];
        if (p->choice->has[i]) {
            int indent = 2 + 5 + 1 + longest(&names) + 2, name = (int)text_from(r->name).n;
            Text codes = peers_of(&p->arena, r, "");
            out_c(p->o, "  ");
            put_rule(p, i);
            out_repeat(p->o, ' ', longest(&names) + 2 - name);
            display_wrap(p->o, p->arena, codes.n ? codes : T("-"), indent, indent, p->width);
            out_char(p->o, '\n');
        }
    }
}

static void put_gaps(Page *p)
{
    const PeerGap *gap;
    put_heading(p, T("Without a rule"), false);
    for (int next = 0; (gap = peer_gap_at(&next)) != NULL;) {
        Texts linters = peer_linters(&p->arena, text_from(gap->code));
        Text words = text_format(&p->arena, "%.*s: %s", PRI(joined(&p->arena, &linters, ", ")), gap->reason);
        int indent = 2 + 10;
        out_format(p->o, "  %-10s", gap->code);
        display_wrap(p->o, p->arena, words, indent, indent, p->width);
        out_char(p->o, '\n');
    }
}

void peers_write_text(Out *o, const PeersChoice *choice, const ReportOptions *opt)
{
    int width = opt->width ? opt->width : WIDTH_UNKNOWN;
    Page p = {o, opt->scratch, opt, choice, width < WIDTH_LEAST ? WIDTH_LEAST : width};
    Texts codes = peer_codes(&p.arena, choice->has), linters = peer_all_linters(&p.arena);
    put_rules(&p, true);
    for (int i = 0; i < linters.n; i++) {
        put_linter(&p, &codes, linters.at[i], false);
    }
    put_linter(&p, &codes, T(""), false);
    if (choice->all) {
        put_gaps(&p);
    }
}

// -- Markdown

static void put_markdown_codes(Out *o, Arena a, const Texts *codes)
{
    out_c(o, "\n| code | linters | rules |\n| --- | --- | --- |\n");
    for (int i = 0; i < codes->n; i++) {
        Texts linters = peer_linters(&a, codes->at[i]);
        PeerRules rules = peer_rules(&a, codes->at[i]);
        out_format(o, "| `%.*s` | %.*s | ", PRI(codes->at[i]), PRI(joined(&a, &linters, ", ")));
        for (int k = 0; k < rules.n; k++) {
            out_format(o, "%s%s %s", k ? ", " : "", rule_table[rules.at[k]].code, rule_table[rules.at[k]].name);
        }
        out_c(o, " |\n");
    }
}

void peers_write_markdown(Out *o, const PeersChoice *choice, const ReportOptions *opt)
{
    Arena a = opt->scratch;
    out_c(o, "| rule | name | codes of other linters |\n| --- | --- | --- |\n");
    for (int i = 0; i < rule_count; i++) {
        const Rule *r = &rule_table[i];
        if (choice->has[i]) {
            out_format(o, "| %s | %s | %.*s |\n", r->code, r->name, PRI(peers_of(&a, r, "`")));
        }
    }
    Texts codes = peer_codes(&a, choice->has);
    put_markdown_codes(o, a, &codes);
    const PeerGap *gap;
    out_c(o, choice->all ? "\n| code | linters | why there is no rule |\n| --- | --- | --- |\n" : "");
    for (int next = 0; choice->all && (gap = peer_gap_at(&next)) != NULL;) {
        Texts linters = peer_linters(&a, text_from(gap->code));
        out_format(o, "| `%s` | %.*s | %s |\n", gap->code, PRI(joined(&a, &linters, ", ")), gap->reason);
    }
}
