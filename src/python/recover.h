// Parsing a broken file piece by piece (recover.c). What its files share.
#ifndef AQLINT_PYTHON_RECOVER_H
#define AQLINT_PYTHON_RECOVER_H

#include "python/lower.h"

// The lines [beg, end).
typedef struct {
    int beg, end;
} Run;

typedef LIST(Node *) Found;     // in scratch

// recover.c: logical line number i; the offset after the physical line in which a logical line ends; the next line after
// i that is a header of the group: on its level, or a case of a match statement.
Line *recover_line(Lower *l, int i);
uint32_t recover_rest_of_line(const Lower *l, const Line *line);
int recover_next_header(Lower *l, Run group, int i);

// Parses ranges of the view; an empty tree when there is an error, which l->error_at then tells.
Tree recover_parse(Lower *l, const Span *ranges, int count);

void recover_add(Lower *l, Found *found, Node *n);
void recover_add_tree(Lower *l, Tree tree, bool is_skeleton, Found *found);     // l->cst is as before afterwards
Nodes recover_nodes(Lower *l, const Found *found);

// The statements of a run of lines, and of the block below a header of the group.
void recover_body(Lower *l, Run body, Found *found);
Nodes recover_body_of(Lower *l, Run group, int header);

// recover_skeleton.c: where the text of a header begins; the group with empty blocks, false when a header does not parse.
uint32_t recover_header_beg(const Line *line);
bool recover_skeleton(Lower *l, Run group, Found *found);

// recover_header.c
void recover_by_hand(Lower *l, Run group, Found *found);

// recover_blame.c: errors in a header; in those of a match statement; something about the group, whatever made it fail.
void recover_diagnose_header(Lower *l, int header);
void recover_diagnose_cases(Lower *l, Run group);
void recover_blame(Lower *l, Run group, int header);

#endif
