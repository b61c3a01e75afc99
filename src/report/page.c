#include "report/page.h"

const char *rule_kind_name(RuleKind k)
{
    static const char *const names[] = {"latency", "correctness", "style"};
    return names[k];
}

const char *rule_on_name(RuleOn on)
{
    static const char *const names[] = {"call", "function", "handler", "with", "loop", "await", "module"};
    return names[on];
}

const char *option_kind_name(OptionKind k)
{
    static const char *const names[] = {"int", "bool", "list"};
    return names[k];
}

const char *rule_reservation(const Rule *rule)
{
    return !rule->on_by_default ? ", off unless selected" : rule->note_in_tests ? ", in tests and examples a note"
         : rule->note_in_programs ? ", in a program for the command line a note" : "";
}

Text option_default(Arena *a, const RuleOption *option)
{
    if (option->kind == OPTION_INT) {
        return text_format(a, "%lld", (long long)option->fallback);
    }
    if (option->kind == OPTION_BOOL) {
        return option->fallback ? T("true") : T("false");
    }
    Out o = out_to_memory(a);
    for (const char *const *p = option->list; p && *p; p++) {
        out_c(&o, p == option->list ? "" : ", ");
        out_c(&o, *p);
    }
    return out_text(&o);
}

static Text first_line(Text t)
{
    Text line, rest;
    text_cut(t, '\n', &line, &rest);
    return line;
}

static bool is_item(Text line)
{
    return text_starts(line, T("- ")) || text_starts(line, T("* "));
}

static bool is_fence(Text line)
{
    return text_starts(line, T("```"));
}

static bool ends_paragraph(Text line)
{
    return text_trim(line).n == 0 || is_item(line) || is_fence(line) || text_starts(line, T("#"));
}

// Takes lines up to one that `stops`, which stays in `*rest`.
static Text take_until(Text *rest, bool (*stops)(Text line))
{
    const char *beg = rest->s;
    while (rest->n && !stops(first_line(*rest))) {
        *rest = text_sub(*rest, first_line(*rest).n + 1, rest->n);
    }
    return (Text){beg, rest->s - beg};
}

Block block_next(Text *rest)
{
    while (rest->n && text_trim(first_line(*rest)).n == 0) {
        *rest = text_sub(*rest, first_line(*rest).n + 1, rest->n);
    }
    Text line = first_line(*rest), after = text_sub(*rest, line.n + 1, rest->n);
    if (rest->n == 0) {
        return (Block){BLOCK_END, T("")};
    }
    if (is_fence(line)) {
        Text code = take_until(&after, is_fence);
        *rest = text_sub(after, first_line(after).n + 1, after.n);
        return (Block){BLOCK_CODE, code};
    }
    if (line.s[0] == '#') {
        *rest = after;
        for (; line.n && line.s[0] == '#'; line = text_sub(line, 1, line.n)) {
        }
        return (Block){BLOCK_HEADING, text_trim(line)};
    }
    take_until(&after, ends_paragraph);
    Text whole = {rest->s, after.s - rest->s};
    bool item = is_item(line);
    *rest = after;
    return (Block){item ? BLOCK_ITEM : BLOCK_PARAGRAPH, text_trim(item ? text_sub(whole, 2, whole.n) : whole)};
}
