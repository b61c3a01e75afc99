// A call in a coroutine that reaches one that blocks, through functions of the project. How severe it is depends on what is at
// the end: where that is a note by itself, so is this. Of the ends that one call reaches, those of one rule are told once, by the
// gravest.
#include "lint/rule.h"

static Severity severity_of(const Check *c, const Chain *chain)
{
    int own = chain->entry->severity;
    bool is_small = chain->weight != CHAIN_HEAVY || node_runs_alone(c->module, chain->call) ||
                    (chain->entry->note_unless == NOTE_UNLESS_SERVED && !blocking_is_served(c->module, chain->call));
    return is_small ? SEVERITY_NOTE : own ? (Severity)own : rule_table[chain->entry->rule].severity;
}

// Another chain of the same call and rule is graver, or as grave and comes first.
static bool is_outdone(const Check *c, const Chains *chains, const Chain *chain)
{
    for (int i = 0; i < chains->list.n; i++) {
        const Chain *other = &chains->list.at[i];
        if (other->call != chain->call || other->entry->rule != chain->entry->rule) {
            continue;
        }
        bool graver = severity_of(c, other) > severity_of(c, chain);
        bool as_grave = severity_of(c, other) == severity_of(c, chain);
        bool nearer = other->hops.n < chain->hops.n || (other->hops.n == chain->hops.n && other < chain);
        if (graver || (as_grave && nearer)) {
            return true;
        }
    }
    return false;
}

// A debugger stands behind a switch that is off.
static bool is_debugger(Text end)
{
    static const char *const modules[] = {"pdb.", "ipdb.", "pudb.", "IPython.", "code.", "builtins.breakpoint"};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (text_starts(end, text_from(modules[i]))) {
            return true;
        }
    }
    return false;
}

static void show_way(Check *c, Chains *chains, const Chain *chain, Finding *f)
{
    for (int i = 0; i < chain->hops.n; i++) {
        const ChainHop *hop = &chain->hops.at[i];
        const Source *source = chain_source(c->module, chains, hop);
        if (source && i + 1 < chain->hops.n) {
            report_related_in(c, f, source, hop->span, "in `%.*s`: runs `%.*s`", PRI(hop->function), PRI(chain->hops.at[i + 1].function));
        } else if (source) {
            report_related_in(c, f, source, hop->span, "in `%.*s`: blocks", PRI(hop->function));
        }
    }
}

CHECK(transitive_blocking, c, n)
{
    (void)n;
    Chains *chains = chains_find(c->module);
    for (int i = 0; i < chains->list.n; i++) {
        const Chain *chain = &chains->list.at[i];
        if (!rule_is_of_interest(c, chain->entry->rule) || is_debugger(chain->end) || is_outdone(c, chains, chain)) {
            continue;
        }
        Text steps = text_format(c->arena, "%d", chain->hops.n);
        Text advice = text_from(chain->entry->advice);
        Finding *f = REPORT(c, chain->span, chain->weight == CHAIN_ONCE ? "once" : chain->hops.n > 1 ? "deep" : "near", {"call", code_text(c, chain->call)},
                            {"where", chain->hops.at[chain->hops.n - 1].function}, {"steps", steps}, {"end", chain->end}, {"advice", advice});
        report_severity(c, f, severity_of(c, chain));
        report_blocks(f, text_copy(c->arena, chain->end));
        show_way(c, chains, chain, f);
    }
}
