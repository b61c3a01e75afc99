// Inside linking (link.c): what its files share. Every function that can fail has set l->error when it returns false.
#ifndef AQLINT_SIM_LINKER_H
#define AQLINT_SIM_LINKER_H

#include "sim/code.h"
#include "sim/profile.h"

enum { MAX_NESTING = 200 };

typedef struct {
    SimOperation op;        // what opened the block
    SimOperation part;      // the part that is open: SIM_TRY is the body
    int begin;              // index of its opener
    int last;               // if: what jumps to the next part; try: the last OP_EXCEPT
} Block;

typedef struct {
    Arena *arena;
    const Program *program;
    const SimOptions *options;
    SimError *error;
    LIST(Op) ops;
    LIST(CodePlace) places;
    LIST(Draw) draws;
    LIST(int) items;
    Block blocks[MAX_NESTING];
    int depth;
    int coroutine, coroutine_draws;
    bool is_callback;       // the coroutine is used as a plain function
    const Instruction *at;
} Linker;

// link.c
bool link_refuse(Linker *l, int line, int column, const char *format, ...) __attribute__((format(printf, 4, 5)));
#define REFUSE(l, ...) link_refuse((l), (l)->at->line, (l)->at->column, __VA_ARGS__)
Op *link_emit(Linker *l, int code);                         // at the place of l->at
bool link_number(Linker *l, Number n, double *value);       // a number that must not be drawn
bool link_time(Linker *l, Number n, Op *op);                // d, or a draw in c
int link_draw(Linker *l, Draw draw);                        // the index of a new place that draws

// linkop.c: operations
bool link_check(Linker *l);                 // operands of l->at
bool link_is_missing(const Linker *l);      // not in the Python of the profile
bool link_check_value(Linker *l, const Op *op);
bool link_plain(Linker *l);                 // one that is no block

// linkblock.c: blocks
bool link_opener(Linker *l);
bool link_part(Linker *l);

#endif
