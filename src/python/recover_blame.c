// What is said about headers that do not parse.
#include "python/recover.h"

void recover_diagnose_header(Lower *l, int header)
{
    Line *line = recover_line(l, header);
    Span range = {line->beg, recover_rest_of_line(l, line)};
    if (!line->flawed && !recover_parse(l, &range, 1).n) {
        diagnose_line(l, line, l->error_at);
    }
}

// Of a match statement: the case is parsed after the match line, since alone it would be no statement.
void recover_diagnose_cases(Lower *l, Run group)
{
    Line *match = recover_line(l, group.beg);
    Span ranges[2] = {{match->beg, recover_rest_of_line(l, match)}};
    if (!recover_parse(l, ranges, 1).n) {
        diagnose_line(l, match, l->error_at);
        return;
    }
    for (int h = recover_next_header(l, group, group.beg); h < group.end; h = recover_next_header(l, group, h)) {
        Line *line = recover_line(l, h);
        ranges[1] = (Span){recover_header_beg(line), recover_rest_of_line(l, line)};
        if (!line->flawed && !recover_parse(l, ranges, 2).n) {
            diagnose_line(l, line, l->error_at);
        }
    }
}

// Whatever made the group fail, something is said about it.
void recover_blame(Lower *l, Run group, int header)
{
    bool any = false;
    for (int h = group.beg; h < group.end; h = recover_next_header(l, group, h)) {
        Line *line = recover_line(l, h);
        if (line->colonless && !line->flawed) {
            line->flawed = true;
            lower_complain(l, (Span){line->end, line->end}, T("expected ':'"));
        }
        any |= line->flawed;
    }
    if (!any) {
        lower_complain(l, (Span){recover_line(l, header)->beg, recover_line(l, header)->end}, T("invalid syntax"));
    }
}
