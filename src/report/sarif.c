// sarif: the Static Analysis Results Interchange Format 2.1.0 (OASIS, 27 March 2020), as GitHub's code scanning and editors
// take it. Texts are never empty, where the format or GitHub asks for one; paths are relative to %SRCROOT%, the workspace,
// and percent-encoded; columns are code points. Our own figures stand in the `properties` of a result, as in json.
#include "base/map.h"
#include "report/format.h"
#include "report/measurement.h"
#include "report/page.h"
#include "report/path.h"

typedef LIST(const Rule *) Rules;

typedef struct {
    const ReportOptions *opt;
    const Rule *rule;
    const Finding *finding;
    int rule_index, repetition;     // repetition: how many findings before it have the same fingerprint
    Text fingerprint;
} Subject;

static void set_string(Tree *t, json_t *object, const char *key, const char *value)
{
    tree_set(t, object, key, json_string(value));
}

static void set_message(Tree *t, json_t *object, const char *key, Text text)
{
    if (text.n) {
        tree_set_text(t, tree_set(t, object, key, json_object()), "text", text);
    }
}

// ---- places

// Unreserved characters and `/` (RFC 3986, section 2.3) stand for themselves.
static Text encoded(Arena *a, Text path)
{
    Out o = out_to_memory(a);
    for (ptrdiff_t i = 0; i < path.n; i++) {
        char c = path.s[i], low = (char)(c | 0x20);
        bool plain = (low >= 'a' && low <= 'z') || (c >= '0' && c <= '9') || text_find_char(T("-._~/"), c) >= 0;
        out_format(&o, plain ? "%c" : "%%%02X", (unsigned)(unsigned char)c);
    }
    return out_text(&o);
}

static void set_artifact(Tree *t, json_t *physical, const ReportOptions *opt, Text path)
{
    json_t *o = tree_set(t, physical, "artifactLocation", json_object());
    Text relative = path_relative(&t->scratch, opt, path), uri = encoded(&t->scratch, relative);
    bool is_absolute = text_starts(relative, T("/"));
    tree_set_text(t, o, "uri", is_absolute ? text_format(&t->scratch, "file://%.*s", PRI(uri)) : uri);
    if (!is_absolute) {
        set_string(t, o, "uriBaseId", "%SRCROOT%");
    }
}

static void set_location(Tree *t, json_t *o, const ReportOptions *opt, const Location *at)
{
    json_t *physical = tree_set(t, o, "physicalLocation", json_object());
    set_artifact(t, physical, opt, at->path);
    json_t *region = tree_set(t, physical, "region", json_object());
    tree_set(t, region, "startLine", json_integer(at->beg.line));
    tree_set(t, region, "startColumn", json_integer(at->beg.column));
    tree_set(t, region, "endLine", json_integer(at->end.line));
    tree_set(t, region, "endColumn", json_integer(at->end.column));
}

static void set_locations(Tree *t, const Subject *s)
{
    const Finding *f = s->finding;
    json_t *here = tree_append(t, tree_set(t, t->root, "locations", json_array()), json_object());
    set_location(t, here, s->opt, &f->at);
    if (f->context.n) {
        json_t *logical = tree_append(t, tree_set(t, here, "logicalLocations", json_array()), json_object());
        tree_set_text(t, logical, "fullyQualifiedName", f->context);
    }
    json_t *list = f->related.n ? tree_set(t, t->root, "relatedLocations", json_array()) : NULL;
    for (int i = 0; i < f->related.n; i++) {
        json_t *o = tree_append(t, list, json_object());
        tree_set(t, o, "id", json_integer(i + 1));
        set_location(t, o, s->opt, &f->related.at[i]);
        set_message(t, o, "message", f->related.at[i].label);
    }
}

// ---- results

static Text words_of(Arena *a, const Finding *f)
{
    Text cost = measurement_line(a, &f->measured);
    return text_format(a, "%.*s%s%.*s%s%.*s", PRI(f->message), cost.n ? "\nCost: " : "", PRI(cost), f->help.n ? "\nHelp: " : "",
                       PRI(f->help));
}

static const char *level_of(Severity s)
{
    return s == SEVERITY_ERROR ? "error" : s == SEVERITY_WARNING ? "warning" : "note";
}

static void set_suppressions(Tree *t, const Finding *f)
{
    if (f->suppressed) {
        json_t *o = tree_append(t, tree_set(t, t->root, "suppressions", json_array()), json_object());
        set_string(t, o, "kind", "inSource");
        if (f->reason.n) {
            tree_set_text(t, o, "justification", f->reason);
        }
    }
}

static void fill_result(Tree *t, const void *context)
{
    const Subject *s = context;
    set_string(t, t->root, "ruleId", s->rule->code);
    tree_set(t, t->root, "ruleIndex", json_integer(s->rule_index));
    set_string(t, t->root, "level", level_of(s->finding->severity));
    set_message(t, t->root, "message", words_of(&t->scratch, s->finding));
    set_locations(t, s);
    json_t *fingerprints = tree_set(t, t->root, "partialFingerprints", json_object());
    tree_set_text(t, fingerprints, "aqlint/v1", text_format(&t->scratch, "%.*s:%d", PRI(s->fingerprint), s->repetition + 1));
    set_suppressions(t, s->finding);
    measurement_set(t, tree_set(t, t->root, "properties", json_object()), &s->finding->measured);
}

// ---- rules

// GitHub takes 1,024 characters.
static Text first_paragraph(const Rule *r)
{
    Text doc = text_from(r->doc ? r->doc : "");
    Block b = block_next(&doc);
    while (b.kind == BLOCK_HEADING) {
        b = block_next(&doc);
    }
    Text text = b.kind == BLOCK_END ? text_from(r->name) : b.text;
    return text_sub(text, 0, text.n < 1000 ? text.n : 1000);
}

static void set_help(Tree *t, const Subject *s)
{
    const Rule *r = s->rule;
    json_t *help = tree_set(t, t->root, "help", json_object());
    Text text = first_paragraph(r), markdown = text;
    if (r->doc) {
        Out o = out_to_memory(&t->scratch);
        ReportOptions upper = *s->opt;
        upper.scratch = t->scratch;                 // the text grows in the lower half meanwhile
        upper.scratch.beg += (t->scratch.end - t->scratch.beg) / 2;
        page_write_markdown(&o, r, &upper);
        markdown = out_text(&o);
    }
    tree_set_text(t, help, "text", text);
    tree_set_text(t, help, "markdown", markdown);
}

static void fill_rule(Tree *t, const void *context)
{
    static const char *const problems[] = {"recommendation", "recommendation", "warning", "error"};
    const Subject *s = context;
    const Rule *r = s->rule;
    set_string(t, t->root, "id", r->code);
    set_string(t, t->root, "name", r->name);
    set_message(t, t->root, "shortDescription", text_from(r->summary ? r->summary : r->name));
    set_message(t, t->root, "fullDescription", first_paragraph(r));
    set_help(t, s);
    Text url = report_rule_url(&t->scratch, s->opt, r);
    if (url.n) {
        tree_set_text(t, t->root, "helpUri", url);
    }
    json_t *configuration = tree_set(t, t->root, "defaultConfiguration", json_object());
    set_string(t, configuration, "level", level_of(r->severity));
    json_t *properties = tree_set(t, t->root, "properties", json_object());
    json_t *tags = tree_set(t, properties, "tags", json_array());
    tree_append(t, tags, json_string("asyncio"));
    tree_append(t, tags, json_string(rule_kind_name(r->kind)));
    set_string(t, properties, "precision", "high");
    set_string(t, properties, "problem.severity", problems[r->severity]);
}

// ---- the log

static int index_of(Arena *a, Rules *rules, const Rule *r)
{
    for (int i = 0; i < rules->n; i++) {
        if (rules->at[i] == r) {
            return i;
        }
    }
    *list_push(a, rules) = r;
    return rules->n - 1;
}

static Rules rules_of(Arena *a, const RunResult *r, const ReportOptions *opt)
{
    Rules rules = {0};
    for (int i = 0; i < r->findings.n; i++) {
        if (report_shows(r->findings.at[i], opt)) {
            index_of(a, &rules, r->findings.at[i]->rule);
        }
    }
    return rules;
}

// The same for a finding that has only moved in its file.
static Text fingerprint_of(Arena *a, const ReportOptions *opt, const Finding *f)
{
    Text path = path_relative(a, opt, f->at.path);
    Text all = text_format(a, "%s\n%.*s\n%.*s\n%.*s", f->rule->code, PRI(path), PRI(f->context), PRI(f->message));
    return text_format(a, "%016llx", (unsigned long long)text_hash(all));
}

static void put_rules(Out *o, Arena a, const Rules *rules, const ReportOptions *opt)
{
    for (int i = 0; i < rules->n; i++) {
        out_c(o, i ? ",\n            " : "\n            ");
        tree_write(o, a, "            ", JSON_INDENT(2), fill_rule, &(Subject){.opt = opt, .rule = rules->at[i]});
    }
}

static void put_results(Out *o, Arena a, const RunResult *r, Rules *rules, const ReportOptions *opt)
{
    Map seen = {0};
    bool any = false;
    for (int i = 0; i < r->findings.n; i++) {
        const Finding *f = r->findings.at[i];
        if (!report_shows(f, opt)) {
            continue;
        }
        Subject s = {.opt = opt, .rule = f->rule, .finding = f, .rule_index = index_of(&a, rules, f->rule)};
        s.fingerprint = fingerprint_of(&a, opt, f);
        int **count = (int **)map_put(&a, &seen, s.fingerprint);
        *count = *count ? *count : NEW(&a, int, 1);
        s.repetition = (**count)++;
        out_c(o, any ? ",\n        " : "\n        ");
        tree_write(o, a, "        ", JSON_INDENT(2), fill_result, &s);
        any = true;
    }
}

void sarif_write(Out *o, const RunResult *r, const ReportOptions *opt)
{
    Arena a = opt->scratch;
    Rules rules = rules_of(&a, r, opt);
    ReportOptions inner = *opt;
    inner.scratch = a;
    out_c(o, "{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json\",\n"
             "  \"version\": \"2.1.0\",\n  \"runs\": [\n    {\n      \"tool\": {\n        \"driver\": {\n          \"name\": \"aqlint\",\n"
             "          \"semanticVersion\": \"" AQLINT_VERSION "\",\n          \"rules\": [");
    put_rules(o, a, &rules, &inner);
    out_c(o, rules.n ? "\n          ]" : "]");
    out_c(o, "\n        }\n      },\n      \"columnKind\": \"unicodeCodePoints\",\n"
             "      \"originalUriBaseIds\": {\"%SRCROOT%\": {\"description\": {\"text\": \"the root of the repository\"}}},\n      \"results\": [");
    put_results(o, a, r, &rules, &inner);
    out_c(o, rules.n ? "\n      ]" : "]");
    out_c(o, "\n    }\n  ]\n}\n");
}
