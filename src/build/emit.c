// The C table. Texts become string literals in octal escapes where they are not plain ASCII, one literal a line of
// text, so that lines stay short and the output depends on nothing but the manifests.
#include "build/scene.h"

// In the order of the words in schema.c, which is that of the enums.
static const char *const kinds[] = {"KIND_LATENCY", "KIND_CORRECTNESS", "KIND_STYLE"};
static const char *const severities[] = {"SEVERITY_OFF", "SEVERITY_NOTE", "SEVERITY_WARNING", "SEVERITY_ERROR"};
static const char *const places[] = {"ON_CALL",  "ON_FUNCTION", "ON_HANDLER", "ON_WITH",
                                     "ON_LOOP",  "ON_AWAIT",    "ON_MODULE"};
static const char *const option_kinds[] = {"OPTION_INT", "OPTION_BOOL", "OPTION_LIST"};

static void put_char(Out *o, char c)
{
    if (c == '\n') {
        out_c(o, "\\n");
    } else if (c == '"' || c == '\\' || c == '?') {
        out_format(o, "\\%c", c);       // `?`: no trigraphs
    } else if (c < 0x20 || c > 0x7e) {
        out_format(o, "\\%03o", (unsigned)(unsigned char)c);
    } else {
        out_char(o, c);
    }
}

void emit_literal(Out *o, Text t)
{
    enum { LONGEST = 1000 };
    out_char(o, '"');
    for (ptrdiff_t i = 0, beg = 0; i < t.n; i++) {
        put_char(o, t.s[i]);
        if (i + 1 < t.n && (t.s[i] == '\n' || i - beg >= LONGEST)) {
            out_c(o, "\"\n        \"");
            beg = i;
        }
    }
    out_char(o, '"');
}

void emit_identifier(Out *o, Text stem)
{
    for (ptrdiff_t i = 0; i < stem.n; i++) {
        out_char(o, stem.s[i] == '-' ? '_' : stem.s[i]);
    }
}

// static const char *const STEM_WHAT[] = {...};   nothing for an empty list
static void put_list(Out *o, const Manifest *m, Text what, const Texts *list)
{
    if (list->n == 0) {
        return;
    }
    out_c(o, "static const char *const ");
    emit_identifier(o, m->stem);
    out_format(o, "_%.*s[] = {\n", PRI(what));
    for (int i = 0; i < list->n; i++) {
        out_c(o, "    ");
        emit_literal(o, list->at[i]);
        out_c(o, ",\n");
    }
    out_c(o, "    0\n};\n");
}

static void put_reference(Out *o, const Manifest *m, const char *field, const char *what, int n)
{
    if (n) {
        out_format(o, "        .%s = ", field);
        emit_identifier(o, m->stem);
        out_format(o, "_%s,\n", what);
    }
}

// The help of a variant: its own, or the one that serves all.
static Text help_of(const Manifest *m, Text name)
{
    for (int i = 0; i < m->helps.n; i++) {
        if (text_eq(m->helps.at[i].name, name) || m->helps.at[i].name.n == 0) {
            return m->helps.at[i].text;
        }
    }
    return T("");
}

static void put_texts(Out *o, const Manifest *m)
{
    out_c(o, "static const RuleText ");
    emit_identifier(o, m->stem);
    out_c(o, "_texts[] = {\n");
    for (int i = 0; i < m->messages.n; i++) {
        const Variant *v = &m->messages.at[i];
        out_c(o, "    {");
        emit_literal(o, v->name);
        out_c(o, ",\n        ");
        emit_literal(o, v->text);
        out_c(o, ",\n        ");
        emit_literal(o, help_of(m, v->name));
        out_c(o, "},\n");
    }
    out_c(o, "};\n");
}

// C has no literal for the least integer: there `-` is applied to one that does not fit.
static void put_integer(Out *o, int64_t n)
{
    if (n == INT64_MIN) {
        out_c(o, "INT64_MIN");
    } else {
        out_format(o, "%lld", (long long)n);
    }
}

static Text option_list_name(Out *o, int i)
{
    return text_format(o->arena, "option_%d", i);
}

static void put_options(Out *o, const Manifest *m)
{
    for (int i = 0; i < m->options.n; i++) {
        put_list(o, m, option_list_name(o, i), &m->options.at[i].list);
    }
    if (m->options.n == 0) {
        return;
    }
    out_c(o, "static const RuleOption ");
    emit_identifier(o, m->stem);
    out_c(o, "_options[] = {\n");
    for (int i = 0; i < m->options.n; i++) {
        const Option *p = &m->options.at[i];
        out_c(o, "    {.name = ");
        emit_literal(o, p->name);
        out_c(o, ", .doc = ");
        emit_literal(o, p->doc);
        out_format(o, ",\n        .kind = %s, .fallback = ", option_kinds[p->kind]);
        put_integer(o, p->integer);
        out_c(o, ",\n");
        put_reference(o, m, "list", (const char *)option_list_name(o, i).s, p->list.n);
        out_c(o, "    },\n");
    }
    out_c(o, "};\n");
}

static void put_field(Out *o, const char *field, Text t)
{
    out_format(o, "        .%s =\n        ", field);
    emit_literal(o, t);
    out_c(o, ",\n");
}

static void put_rule(Out *o, const Manifest *m)
{
    out_c(o, "    {\n");
    put_field(o, "code", m->code);
    put_field(o, "name", m->name);
    put_field(o, "summary", m->summary);
    out_format(o, "        .kind = %s, .severity = %s,\n", kinds[m->kind], severities[m->severity]);
    put_field(o, "severity_reason", m->severity_reason);
    out_format(o, "        .on_by_default = %d, .on = %s, .in_async = %d,\n", !m->is_off, places[m->on], m->in_async);
    out_format(o, "        .is_blocking = %d, .target = %d, .note_in_tests = %d, .note_in_programs = %d,\n", m->blocking.n > 0, m->target,
               m->note_in_tests, m->note_in_programs);
    put_reference(o, m, "calls", "calls", m->calls.n);
    put_reference(o, m, "triggers", "triggers", m->triggers.n);
    put_reference(o, m, "beside", "beside", m->beside.n);
    put_reference(o, m, "stray", "stray", m->stray.n);
    put_reference(o, m, "texts", "texts", m->messages.n);
    put_reference(o, m, "options", "options", m->options.n);
    put_reference(o, m, "peers", "peers", m->peers.n);
    if (m->scene_at) {
        out_c(o, "        .scene = &");
        emit_identifier(o, m->stem);
        out_c(o, "_scene,\n");
    }
    out_format(o, "        .text_count = %d, .option_count = %d,\n", m->messages.n, m->options.n);
    put_field(o, "doc", m->doc);
    put_field(o, "bad", m->bad);
    put_field(o, "good", m->good);
    if (m->has_check) {
        out_c(o, "        .check = check_");
        emit_identifier(o, m->stem);
        out_c(o, ",\n");
    }
    out_c(o, "    },\n");
}

void manifests_emit(Out *o, const Manifests *all)
{
    out_c(o, "// Made from rules/*.yaml by the manifest compiler (src/build). Do not edit.\n#include \"lint/rule.h\"\n\n#include <math.h>\n\n");
    for (int i = 0; i < all->n; i++) {
        const Manifest *m = all->at[i];
        put_list(o, m, T("calls"), &m->calls);
        put_list(o, m, T("triggers"), &m->triggers);
        put_list(o, m, T("beside"), &m->beside);
        put_list(o, m, T("stray"), &m->stray);
        put_list(o, m, T("peers"), &m->peers);
        put_texts(o, m);
        put_options(o, m);
        if (m->scene_at) {
            scene_emit(o, m);
        }
        if (m->has_check) {
            out_c(o, "void check_");
            emit_identifier(o, m->stem);
            out_c(o, "(Check *c, Node *n);\n");
        }
        out_char(o, '\n');
    }
    blocking_emit(o, all);
    api_emit(o, all);
    out_format(o, "_Static_assert(%d <= RULES_MAX, \"too many rules\");\n", all->n);
    out_format(o, "const int rule_count = %d;\nconst Rule rule_table[] = {\n", all->n);
    for (int i = 0; i < all->n; i++) {
        put_rule(o, all->at[i]);
    }
    out_c(o, all->n ? "};\n" : "    {.code = 0},\n};\n");
}
