// Uses of what is on its way out: there in the oldest Python that the code is for, and deprecated there or gone later.
#include "lint/rule.h"

static Text shown(const Check *c, const Api *api)
{
    switch (api->kind) {
    case API_ARGUMENT: return text_format(c->arena, "%s=` of `%s", api->key, api->name);
    case API_AWAITED_LOCK: return T("with await lock:");
    case API_WITHOUT_LOOP: return text_format(c->arena, "%s()` without a running loop", api->name);
    default: return text_from(api->name);
    }
}

// The name in backquotes; `without a running loop` stands behind them.
static Text quoted(const Check *c, const Api *api)
{
    Text t = shown(c, api);
    return api->kind == API_WITHOUT_LOOP ? text_format(c->arena, "`%.*s", PRI(t)) : text_format(c->arena, "`%.*s`", PRI(t));
}

static Text removal(const Check *c, const Api *api)
{
    Text version = api->removed ? version_text(c, api->removed) : (Text){0};
    return version.n ? text_format(c->arena, ", and gone in %.*s", PRI(version)) : T("");
}

static void judge(Check *c, const ApiUse *use, int target)
{
    const Api *api = use->api;
    Text name = quoted(c, api), instead = text_from(api->instead);
    bool gone = api->removed && api->removed <= API_NEWEST;
    if (api->deprecated > target && gone) {
        REPORT(c, node_span(use->node), "removed-later", {"api", name}, {"target", version_text(c, target)}, {"removed", version_text(c, api->removed)},
               {"instead", instead});
    } else if (api->deprecated <= target || (api->since && api->since <= target)) {
        Finding *f = REPORT(c, node_span(use->node), "deprecated", {"api", name}, {"deprecated", version_text(c, api->deprecated)},
                            {"removal", removal(c, api)}, {"instead", instead});
        if (api->deprecated > target) {
            report_severity(c, f, SEVERITY_NOTE);
        }
    }
}

CHECK(deprecated_api, c, n)
{
    (void)n;
    const ApiUses *uses = api_uses(c->module);
    int target = assumed_version(c);
    for (int i = 0; i < uses->n; i++) {
        const ApiUse *use = &uses->at[i];
        bool is_gone = use->api->removed && use->api->removed <= target;
        if (!is_gone && !api_is_guarded(c->module, use->node)) {
            judge(c, use, target);
        }
    }
}
