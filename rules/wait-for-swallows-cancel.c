// asyncio.wait_for where the code is for a Python before 3.12 (gh-86296).
#include "lint/rule.h"

CHECK(wait_for_swallows_cancel, c, n)
{
    int target = target_version(c);
    Node *timeout = call_argument(n, 1, "timeout", NULL);
    if (target == 0 || target >= 312 || (timeout && ref_of(c->module, timeout).kind == REF_NONE)) {
        return;
    }
    Text advice = target >= 311 ? T("`async with asyncio.timeout(...)` does not") : T("`async with async_timeout.timeout(...)` does not");
    REPORT(c, node_span(n), "", {"version", version_text(c, target)}, {"advice", advice});
}
