// A queue with room for many jobs that never suspend. How long a job takes is told by what it calls, if that is known to block;
// otherwise it may be short, and the finding is a note.
#include "lint/rule.h"

CHECK(deep_job_queue, c, n)
{
    QueueBound b = queue_bound(c->module, n);
    if (b.kind != BOUND_SET || b.size <= (double)option_int(c, "most")) {
        return;
    }
    JobQueue q = job_queue_of(c->module, n);
    if (!q.get) {
        return;
    }
    Finding *f = REPORT(c, node_span(n), "", {"size", text_format(c->arena, "%.15g", b.size)}, {"class", b.class_name});
    report_related(c, f, node_span(q.get), "does not suspend while there is a job, and nothing else in this loop does");
    if (q.blocking) {
        report_related(c, f, node_span(q.blocking), "each job takes this long");
    } else {
        report_severity(c, f, SEVERITY_NOTE);
    }
}
