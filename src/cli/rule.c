// aqlint rule: the pages of the rules.
#include "base/os.h"
#include "cli/command.h"
#include "cli/complaint.h"
#include "cli/memory.h"
#include "cli/option.h"
#include "lint/peer.h"
#include "lint/selector.h"
#include "report/page.h"
#include "report/peers.h"

typedef enum { PAGE_TEXT, PAGE_JSON, PAGE_MARKDOWN, PAGE_SVG, PAGE_HTML } PageFormat;

typedef struct {
    bool all, peers, help;
    int format, color;
} Values;

typedef LIST(const Rule *) Rules;

static const char *const formats[] = {"text", "json", "markdown", "svg", "html", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

static const Option options[] = {
    {.name = "all", .take = TAKE_FLAG, .offset = offsetof(Values, all), .help = "every rule"},
    {.name = "peers", .take = TAKE_FLAG, .offset = offsetof(Values, peers),
        .help = "the codes that other linters have for the same checks, by rule and by code, instead of the rules' pages"},
    {.name = "output-format", .argument = "FORMAT", .take = TAKE_CHOICE, .offset = offsetof(Values, format),
        .help = "how to write them, by default as `text`", .choices = formats},
    {.name = "color", .argument = "WHEN", .take = TAKE_CHOICE, .offset = offsetof(Values, color),
        .help = "use colours", .choices = colors},
    {.letter = 'h', .name = "help", .take = TAKE_FLAG, .offset = offsetof(Values, help), .help = "print this help"},
    {0},
};

static const Example examples[] = {
    {"aqlint rule", "all rules, a line for each"},
    {"aqlint rule unbounded-queue", "why the rule is there, and what to write instead"},
    {"aqlint rule ASYNC251", "what aqlint has for another linter's code"},
    {"aqlint rule --peers", "what other linters call these checks, both ways"},
    {"aqlint rule task-per-item --output-format=svg > task-per-item.svg", "what it does to the loop, as a picture"},
    {"aqlint rule --all --output-format=html > rules.html", "a page of all rules, with figures and pictures"},
    {"aqlint rule --all --output-format=json", "everything, for a program"},
    {0},
};

static const CommandText text = {
    .name = "rule",
    .usage = "aqlint rule [OPTION]... [RULE]...",
    .about = "Explains rules: named by code (AQ101), by name (unbounded-queue), or by the code that another linter has "
             "for the same check. Without a RULE, lists them all.",
    .options = options,
    .examples = examples,
};

// Adds the rules that `word` names; false when there is none.
static bool add_named(Arena *a, Text word, Rules *rules)
{
    const Rule *r = rule_find(word);
    int before = rules->n;
    if (r) {
        *list_push(a, rules) = r;
        return true;
    }
    PeerRules same = peer_rules(a, word);
    for (int i = 0; i < same.n; i++) {
        *list_push(a, rules) = &rule_table[same.at[i]];
    }
    return rules->n > before;
}

static void complain_unknown(Arena *a, Text word)
{
    complain(a, "rule: there is no rule `%.*s`%.*s", PRI(word), PRI(selector_hint(a, word)));
}

static void write_json(Out *o, const Rules *rules, bool is_list, const ReportOptions *opt)
{
    out_c(o, is_list ? "[" : "");
    for (int i = 0; i < rules->n; i++) {
        out_c(o, i ? ",\n  " : is_list ? "\n  " : "");
        page_write_json(o, rules->at[i], opt, is_list ? "  " : "");
    }
    out_c(o, is_list ? "\n]\n" : "\n");
}

static void write_pages(Out *o, const Rules *rules, int format, const ReportOptions *opt)
{
    for (int i = 0; i < rules->n; i++) {
        out_c(o, i ? "\n\n" : "");
        if (format == PAGE_MARKDOWN) {
            page_write_markdown(o, rules->at[i], opt);
        } else {
            page_write_text(o, rules->at[i], opt);
        }
    }
}

static bool write_picture(Arena *a, Out *o, const Rules *rules, const ReportOptions *opt)
{
    if (rules->n != 1) {
        complain(a, "rule: --output-format=svg is for one rule");
    } else if (!page_write_svg(o, rules->at[0], opt)) {
        complain(a, "rule: `%s` is no latency rule: there is nothing to draw", rules->at[0]->name);
    } else {
        return true;
    }
    return false;
}

static bool write_peers(Arena *a, Out *o, const Rules *rules, int format, bool is_named, ReportOptions opt)
{
    bool *has = NEW(&opt.scratch, bool, rule_count);
    for (int i = 0; i < rules->n; i++) {
        has[rule_index(rules->at[i])] = true;
    }
    PeersChoice choice = {has, !is_named};
    switch ((PageFormat)format) {
    case PAGE_TEXT: peers_write_text(o, &choice, &opt); return true;
    case PAGE_MARKDOWN: peers_write_markdown(o, &choice, &opt); return true;
    case PAGE_JSON: peers_write_json(o, &choice, &opt); return true;
    default: complain(a, "rule: --peers goes with the formats text, json and markdown"); return false;
    }
}

// `is_named`: by operands, so that one rule is one object.
static int print(Arena *a, const Rules *rules, const Values *values, bool is_named)
{
    ColorChoice color = (ColorChoice)values->color;
    Out o = out_to_fd(a, 1);
    ReportOptions opt = {.color = stream_has_color(1, color), .hyperlinks = stream_has_links(1, color),
        .ascii = !stream_has_unicode(), .width = os_terminal_width(1), .scratch = *a};
    if (values->peers) {
        bool good = write_peers(a, &o, rules, values->format, is_named, opt);
        return good && stream_finish(a, &o) ? EXIT_CLEAN : EXIT_TROUBLE;
    }
    switch ((PageFormat)values->format) {
    case PAGE_SVG:
        if (!write_picture(a, &o, rules, &opt)) {
            return EXIT_TROUBLE;
        }
        break;
    case PAGE_HTML: page_write_html(&o, rules->at, rules->n, &opt); break;
    case PAGE_JSON: write_json(&o, rules, !is_named || rules->n > 1, &opt); break;
    default:
        if (!is_named && !values->all && values->format == PAGE_TEXT) {
            page_write_index(&o, &opt);
        } else {
            write_pages(&o, rules, values->format, &opt);
        }
    }
    return stream_finish(a, &o) ? EXIT_CLEAN : EXIT_TROUBLE;
}

static int rule(Arena *a, int argc, char **argv)
{
    Values values = {0};
    Texts words = {0};
    Rules rules = {0};
    int code = EXIT_CLEAN;
    if (!options_read(a, &text, argc, argv, &values, &words)) {
        return EXIT_TROUBLE;
    }
    if (values.help) {
        return help_print(a, &text);
    }
    for (int i = 0; i < words.n; i++) {
        if (!add_named(a, words.at[i], &rules)) {
            complain_unknown(a, words.at[i]);
            code = EXIT_TROUBLE;
        }
    }
    bool is_named = words.n > 0 && !values.all;
    rules.n = is_named ? rules.n : 0;
    for (int i = 0; i < rule_count && !is_named; i++) {
        *list_push(a, &rules) = &rule_table[i];
    }
    int printed = rules.n ? print(a, &rules, &values, is_named) : EXIT_CLEAN;
    return code != EXIT_CLEAN ? code : printed;
}

int rule_command(int argc, char **argv)
{
    return memory_run(rule, argc, argv);
}
