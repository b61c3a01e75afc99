// Uses of what is gone in the oldest Python that the code is for (python/api.h).
#include "lint/rule.h"

static const char *variant_of(const ApiUse *use)
{
    switch (use->api->kind) {
    case API_ARGUMENT: return "argument";
    case API_AWAITED_LOCK: return "awaited-lock";
    case API_WITHOUT_LOOP: return "without-loop";
    default: return use->node->kind == AST_ALIAS ? "imported" : "looked-up";
    }
}

CHECK(removed_api, c, n)
{
    (void)n;
    const ApiUses *uses = api_uses(c->module);
    int target = assumed_version(c);
    for (int i = 0; i < uses->n; i++) {
        const ApiUse *use = &uses->at[i];
        const Api *api = use->api;
        if (!api->removed || api->removed > target || api_is_guarded(c->module, use->node)) {
            continue;
        }
        const char *variant = variant_of(use);
        Text version = version_text(c, api->removed), name = text_from(api->name), instead = text_from(api->instead);
        if (api->kind == API_ARGUMENT) {
            REPORT(c, node_span(use->node), variant, {"removed", version}, {"api", name}, {"argument", text_from(api->key)}, {"instead", instead});
        } else if (api->kind == API_AWAITED_LOCK) {
            REPORT(c, node_span(use->node), variant, {"removed", version}, {"instead", instead});
        } else {
            REPORT(c, node_span(use->node), variant, {"removed", version}, {"api", name}, {"instead", instead});
        }
    }
}
