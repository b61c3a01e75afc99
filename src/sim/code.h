// Inside programs: as built (Program), and as run (Code). For src/sim only.
//
// Building keeps what was said, with places. Linking (link.c) checks it and makes one flat array of operations for a
// run: jumps are relative, numbers are evaluated, names of task groups and slots are indices.
#ifndef AQLINT_SIM_CODE_H
#define AQLINT_SIM_CODE_H

#include "base/list.h"
#include "sim/sim.h"

typedef struct {
    char kind;              // 'c' constant, 'p' parameter, + - * /, 'd' distribution
    SimDistribution distribution;
    double constant;
    int parameter;
    Number left, right;
    int line, column;
} NumberNode;

typedef struct {
    Text name;
    double value;
} Parameter;

typedef struct {
    Text name;
    SimObjectKind kind;
    Number size;
    int lock;               // condition: the lock it shares, or 0
    int line, column;
} ObjectNode;

typedef struct {
    SimOperation op;
    SimOperands with;
    int line, column;
} Instruction;

typedef struct {
    Text name;
    LIST(Instruction) body;
    int line, column;
} CoroutineNode;

struct Program {
    Arena *arena;
    LIST(NumberNode) numbers;
    LIST(Parameter) parameters;
    LIST(Text) names;
    LIST(Text) slots;
    LIST(ObjectNode) objects;
    LIST(CoroutineNode) coroutines;
    int entry;
    int line, column;
};

// What an operation is made of: for checks, for readers of texts, for messages.
enum {
    NEEDS_TIME = 1, NEEDS_COUNT = 2, NEEDS_COROUTINE = 4, NEEDS_SLOT = 8, NEEDS_OBJECT = 16, NEEDS_NAME = 32,
    NEEDS_GROUP = 64, SUSPENDS = 128, IS_BLOCK = 256, IS_PART = 512,
};

typedef struct {
    const char *name;
    uint16_t needs;
    uint16_t objects;           // kinds of object that know it: 1 << SimObjectKind
} Shape;

const Shape *operation_shape(SimOperation op);

// Operations as run. Those of SimOperation that need no structure keep their number; blocks become these.
typedef enum {
    OP_LOOP = SIM_OPERATIONS,   // d: turns; a: to OP_LOOP_END
    OP_LOOP_END,                // a: to the body
    OP_JUMP,                    // a
    OP_IF,                      // d: probability; a: to the else part
    OP_TRY,                     // a: to the first OP_EXCEPT; b: to OP_FINALLY; 0: none; c: behind it all
    OP_TRY_ELSE,                // the body went well: handlers no longer apply
    OP_TRY_DONE,                // to the finally part, or behind
    OP_EXCEPT,                  // a: kinds; b: to the next one, or 0
    OP_FINALLY,
    OP_FINALLY_END,
    OP_WITH,                    // a: object
    OP_WITH_END,
    OP_TIMEOUT,                 // d
    OP_TIMEOUT_END,
    OP_GROUP,                   // a: group name
    OP_GROUP_END,
    OP_COMPLETED,               // a: to OP_NEXT; b: slot; d: timeout, NaN is none
    OP_NEXT,                    // a: to the body
    OP_WAIT_FOR_TASK,           // a: coroutine; d: the wait_for of Python up to 3.11
    OP_DROP_POOL,               // threads and I/O that are under way are forgotten
    OP_MISSING,                 // not in this Python: AttributeError
} OpCode;

enum { OP_DRAWN = 1, OP_INDEXED = 2, OP_EAGER = 4, OP_IMMEDIATE = 8, OP_RETURN_EXCEPTIONS = 16, OP_TIMED = 32 };

typedef struct {
    uint8_t code;
    uint8_t flags;
    uint16_t spare;
    int32_t a, b, c;
    double d;
} Op;

typedef struct {
    SimDistribution kind;
    double a, b;
    uint64_t key;           // of the seed and the place in the program
} Draw;

uint64_t draw_key(uint64_t seed, uint64_t site);    // draw.c

typedef struct {
    int line, column;
} CodePlace;

typedef struct {
    const Op *ops;
    int op_count;
    const CodePlace *places;    // of each op
    const int *start;           // by coroutine handle: index of its first op
    const int *closers;         // likewise: the try statement that closes a generator (SIM_ABANDON)
    const Draw *draws;
    int draw_count;
    const int *items;           // of gathers
    const double *sizes;        // by object handle
    const Program *program;
} Code;

// Checks the program and makes it runnable. false with *error set when it makes no sense.
bool code_link(Arena *a, const Program *p, const SimOptions *options, Code *code, SimError *error);

#endif
