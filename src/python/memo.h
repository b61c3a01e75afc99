// What the evaluator of references (eval.h) remembers while a file is checked.
//
// A definition in terms of itself tells nothing: an expression that is asked for while it is being worked out is unknown
// there. What was worked out from such an answer holds for the one question only, or the order of the questions would show
// in the answers: it is provisional, kept while the expression that closes the circle is being worked out and forgotten
// then. So no question takes longer than the expressions that it leads to, and every answer is that of a first question.
#ifndef AQLINT_PYTHON_MEMO_H
#define AQLINT_PYTHON_MEMO_H

#include "python/model.h"

#include <limits.h>

typedef enum { MEMO_OPEN, MEMO_RUNNING, MEMO_PROVISIONAL, MEMO_KNOWN } MemoState;

typedef struct Memo {
    const Node *node;
    Ref ref;
    MemoState state;
    int level;              // RUNNING: how many others are. PROVISIONAL: the lowest that it depends on
} Memo;

struct Memos {
    Arena *arena;
    Memo **slot;            // of foreign modules' expressions, by address
    uint32_t mask, n;
    LIST(Memo *) provisional;
    int level;              // expressions being worked out
    int lowest;             // the outermost of them that the present answer depends on
    int questions;          // that are being answered, one within another
    int steps;              // taken for the outermost of them
};

// Of the worker's file; made on first use.
struct Memos *memos_of(ProjectReader *r);

// A new question begins.
static inline void memos_question(struct Memos *t)
{
    t->steps = t->level = 0;
    t->lowest = INT_MAX;
}

// What is remembered of `n`, an expression of `m`.
Memo *memo_of(struct Memos *t, Module *m, const Node *n);

// Starts to work an expression out; pass what it returns to memo_end with the answer.
int memo_begin(struct Memos *t, Memo *memo);
void memo_end(struct Memos *t, Memo *memo, int before, Ref answer);

// The answer depends on the expression at `level`, which is being worked out (0: on where the question began).
static inline void memo_depends(struct Memos *t, int level)
{
    t->lowest = level < t->lowest ? level : t->lowest;
}

#endif
