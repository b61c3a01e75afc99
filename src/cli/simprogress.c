#include "base/os.h"
#include "cli/simsession.h"
#include "cli/stream.h"
#include "report/display.h"

static const double PATIENCE = 0.3;     // seconds without a word

void sim_show_progress(void *context, int done, int of)
{
    SimSession *s = context;
    if (s->shows_progress && os_seconds() - s->begun > PATIENCE) {
        Arena scratch = *s->arena;
        Out o = stream_error(&scratch);
        Text count = text_format(&scratch, ": %d of %d runs", done, of);
        Text path = display_clip(&scratch, display_text(&scratch, s->path), stream_width(2) - (int)count.n - 1, true);
        out_format(&o, "\r\x1b[K%.*s%.*s", PRI(path), PRI(count));
        out_flush(&o);
        s->has_shown = true;
    }
}

void sim_end_progress(SimSession *s)
{
    if (s->has_shown) {
        Arena scratch = *s->arena;
        Out o = stream_error(&scratch);
        out_c(&o, "\r\x1b[K");
        out_flush(&o);
        s->has_shown = false;
    }
}
