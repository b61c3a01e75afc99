// The headers of a broken group parsed with nothing in their blocks.
#include "python/recover.h"

// Two bytes of the view where a header was lent a colon and a line end.
typedef struct {
    Line *line;
    char bytes[2];
} Loan;

typedef LIST(Loan) Loans;

// A header without its colon gets one in the view, over what follows it in the text: a line end, a comment, the block.
// False when there is no room before the next header.
static bool lend_colon(Lower *l, Line *line, uint32_t room, Loans *loans)
{
    if (room < line->end + 2) {
        return false;
    }
    char *at = l->lexed->view + line->end;
    Loan *loan = list_push(&l->scratch, loans);
    *loan = (Loan){line, {at[0], at[1]}};
    memcpy(at, ":\n", 2);
    return true;
}

static void return_colons(Lower *l, const Loans *loans)
{
    for (int i = 0; i < loans->n; i++) {
        memcpy(l->lexed->view + loans->at[i].line->end, loans->at[i].bytes, 2);
    }
}

uint32_t recover_header_beg(const Line *line)
{
    return line->word == WORD_CASE ? line->beg - 1 : line->beg;     // must be deeper than its match
}

// Parses the headers of a group with empty blocks.
bool recover_skeleton(Lower *l, Run group, Found *found)
{
    LIST(Span) ranges = {0};
    Loans loans = {0};
    bool sound = true;
    for (int h = group.beg, next; sound && h < group.end; h = next) {
        Line *line = recover_line(l, h);
        next = recover_next_header(l, group, h);
        uint32_t room = next < group.end ? recover_header_beg(recover_line(l, next)) : (uint32_t)l->source->text.n;
        sound = !line->flawed && (!line->colonless || lend_colon(l, line, room, &loans));
        *list_push(&l->scratch, &ranges) = (Span){recover_header_beg(line), line->colonless ? line->end + 2 : recover_rest_of_line(l, line)};
    }
    Tree tree = sound ? recover_parse(l, ranges.at, ranges.n) : (Tree){0};
    return_colons(l, &loans);
    for (int i = 0; tree.n && i < loans.n; i++) {
        Line *line = loans.at[i].line;
        line->flawed = true;
        lower_complain(l, (Span){line->end, line->end}, T("expected ':'"));
    }
    if (tree.n) {
        recover_add_tree(l, tree, true, found);
    }
    return tree.n;
}
