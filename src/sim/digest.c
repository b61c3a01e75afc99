#include "sim/digest.h"

static void add_event(void *context, const SimEvent *e)
{
    Digest *d = context;
    d->writer.event(d->writer.context, e);
    Text t = out_text(&d->line);
    uint64_t h = d->value;
    for (ptrdiff_t i = 0; i < t.n; i++) {       // FNV-1a
        h = (h ^ (unsigned char)t.s[i]) * 0x100000001b3u;
    }
    d->value = h;
    d->line.n = 0;
}

SimObserver digest_observer(Digest *d, Arena *a, const Program *program, const SimProfile *profile)
{
    *d = (Digest){.line = out_to_memory(a), .value = 0xcbf29ce484222325u};
    d->writer = trace_observer(&d->trace, a, &d->line, program, profile);
    return (SimObserver){.event = add_event, .context = d, .wants = d->writer.wants};
}
