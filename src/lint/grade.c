#include "lint/grade.h"

#include <math.h>

static bool is_better(double bad, double good, double least)
{
    return bad - good >= least || (bad > 0 && good <= 0.9 * bad);
}

double memory_held(double tasks, double items)
{
    return tasks * MEMORY_TASK + (isnan(items) ? 0 : items * MEMORY_ITEM);
}

Severity grade(Figures f)
{
    bool queue_grows = f.queue_growth >= GRADE_GROWS && is_better(f.queue_bad, f.queue_good, INFINITY);
    bool grows = f.growth >= GRADE_GROWS;
    double cost = f.bad - f.good;
    if (queue_grows) {
        return SEVERITY_ERROR;
    }
    if (!is_better(f.bad, f.good, 1e-3)) {
        return SEVERITY_OFF;
    }
    if (cost >= GRADE_BUDGET) {
        return grows ? SEVERITY_ERROR : SEVERITY_WARNING;
    }
    return grows ? SEVERITY_WARNING : SEVERITY_NOTE;
}
