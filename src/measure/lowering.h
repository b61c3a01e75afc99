// Inside lowering: values, frames, units, and what its files share.
//
// A UNIT is a coroutine of the simulated program: a function with the values of its parameters and of the names around it.
// The same function with other values is another unit. What it emits is kept in a list until the end.
//
// TASKS lie in slots of the simulated program, which are lists of tasks that the whole program shares; a variable that
// holds a task has a slot of its own. So a function that keeps tasks or makes objects in its variables must be lowered anew
// for each time that it may run beside itself: a loop that starts it is unrolled. That this is needed shows only on the way;
// then it is remembered (Facts), and lowering begins again.
#ifndef AQLINT_MEASURE_LOWERING_H
#define AQLINT_MEASURE_LOWERING_H

#include "measure/lower.h"

#include <math.h>

enum { UNROLL_MOST = 256, DEPTH_MOST = 60, ITEMS_MOST = 256 };

typedef struct Frame Frame;
typedef struct Unit Unit;
typedef struct Instance Instance;
typedef struct List List;
typedef struct Awaitable Awaitable;

typedef enum {
    VAL_UNKNOWN,
    VAL_NONE,
    VAL_NUMBER,         // number; True and False too
    VAL_TEXT,
    VAL_CLOCK,          // a reading of a clock, plus `number`
    VAL_RANGE,          // range(number): `number` values from `start` by `step`
    VAL_OBJECT,         // handle: of L->objects
    VAL_TASK,           // handle: slot, index: of its tasks, or -1: the last
    VAL_LIST,           // list
    VAL_GROUP,          // handle: name
    VAL_LOOP,           // an event loop
    VAL_AWAITABLE,      // awaitable
    VAL_FUNCTION,       // m, node, frame: where it was defined; self: of a method
    VAL_CLASS,          // m, node
    VAL_INSTANCE,       // self
    VAL_NAME,           // text: something outside of the project, by its qualified name
    VAL_MEMBER,         // of: attribute `text`
} ValKind;

typedef struct Val {
    ValKind kind;
    double number, start, step;
    int handle, index;
    Text text;
    Module *m;
    Node *node;
    Frame *frame;
    Instance *self;
    List *list;
    Awaitable *awaitable;
    const struct Val *of;
} Val;

typedef struct {
    const Binding *binding;
    Val value;
} Variable;

struct Frame {
    Frame *parent;
    Module *m;
    Node *function;             // FUNCTION or LAMBDA; NULL: the module
    LIST(Variable) variables;
};

struct Instance {
    Module *m;
    Node *class_node;           // NULL: not known
    bool is_made;               // by a call that was seen: else its attributes are looked up in the model
    LIST(struct { Text name; Val value; }) attributes;
};

// A list, tuple or set: elements that are known one by one, or tasks in a slot, or `many` alike.
struct List {
    LIST(Val) items;
    int slot;                   // 0: none
    double tasks;               // in the slot; NaN: nobody knows how many
    double many;                // of `element`, besides `items`; NaN: nobody knows
    Val element;
    bool is_subset;             // only some of its tasks: wait()'s done and pending
    bool is_open;               // something was put in that is not known
    double rounds;              // of the loop that it is made in
    Unit *maker;                // where and by which operation it is cleared, if it is made in a loop
    int made_at;
};

// What an operation's count is: what it says, the harness' load, 1 as long as nothing is remedied, or how often who takes from the
// watched queue suspends (gauge.h has the parameters).
typedef enum { COUNT_SAID, COUNT_LOAD, COUNT_UNREMEDIED, COUNT_YIELDS } CountKind;

typedef struct {
    SimOperation op;
    SimOperands o;
    double time, count, index;  // NaN: not given
    CountKind counts;
    int line, column;
} Inst;

typedef LIST(Inst) Code;

typedef enum { AW_OP, AW_COROUTINE, AW_GATHER, AW_WAIT, AW_WAIT_FOR, AW_SHIELD, AW_UNKNOWN } AwaitableKind;

struct Awaitable {
    AwaitableKind kind;
    Node *node;                 // the call
    Module *m;
    Inst op;                    // OP
    Val result;                 // of awaiting it
    bool is_future;             // exists already: no task can be made of it
    Val function;               // COROUTINE
    Val *params;
    int param_count;
    Val inner;                  // WAIT_FOR, SHIELD; GATHER and WAIT: a list
    double timeout;             // WAIT_FOR, WAIT; NaN: none
    bool return_exceptions;
    SimReturnWhen when;
};

struct Unit {
    int handle;                 // from 1 on
    Text name;
    Code code;
    Val function;
    Val *params;
    int param_count;
    bool is_many;               // may run beside itself
    const Node *loop;           // the loop that makes it so, or NULL
    const Unit *maker;          // whose call or task it is
    bool is_lowered, in_progress, is_callback;
    bool is_inner;              // as of Lowering, where it was made
    Val result;
    bool has_result;
};

typedef struct {
    SimObjectKind kind;
    Text name;
    double size;                // NaN: none
    bool is_watched;            // its size is SIZE_PARAMETER's
    int lock;
    Val item;                   // what is put into the queue, where it is always the same
    bool has_item;
} Object;

// What one attempt learns for the next.
typedef struct {
    LIST(const Node *) owners;      // functions that keep tasks or objects
    LIST(const Node *) unrolled;    // loops that must be
    int operations;                 // emitted in all attempts
} Facts;

typedef struct {
    Arena *arena;
    const LowerOptions *options;
    Facts *facts;
    jmp_buf *way_out;
    Assumptions assumed;
    const Module *refused_in;
    Place refused_at;
    Text why;

    LIST(Unit *) units, waiting, waiting_consumers;
    LIST(Object) objects;
    LIST(Text) slots, names;
    LIST(struct { const Module *m; Frame *frame; }) modules;
    LIST(struct { Unit *u; }) in_progress;
    Unit *unit;
    Frame *frame;
    Module *m;
    const Node *loop;               // the innermost loop around that is not unrolled, callers' too
    double loop_count;              // NaN: nobody knows
    bool is_inner;                  // what is being lowered happens many times: unknown loops in it are short
    bool is_forever;                // it is in a `while True` of the unit's own
    int depth;
    Text hint;                      // the name of the variable that is being assigned
    const Node *collected;          // the element of a comprehension that is being evaluated
    List *collector;                // where it goes
    Node *beat;                     // a sleep that may be a heartbeat's
    int watched;                    // the object made by options->watched
    int quiet;                      // no notes: what is looked at is not executed
} Lowering;

// A program made otherwise than from an entry: what `build` emits into the unit that it returns.
typedef Unit *Build(Lowering *l, void *context);
Lowered lower_built(Arena *a, Module *m, Build *build, void *context, const LowerOptions *options);

// Where a way out of lowering leads (Lowering.way_out).
enum { OUT_REFUSED = 1, OUT_AGAIN };

// How a block of statements ends.
typedef enum { FLOW_NEXT, FLOW_ENDS } Flow;

// lowering.c
_Noreturn void refuse(Lowering *l, const Node *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
_Noreturn void begin_again(Lowering *l);
void assume(Lowering *l, const Node *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
Text code_of(const Lowering *l, const Node *n);             // a short piece of source for a message
Inst *emit(Lowering *l, const Node *at, SimOperation op);   // valid until the next one
void emit_end(Lowering *l, const Node *at);
void emit_unremedied(Lowering *l, const Node *at);         // begins a block that is not run with the remedy
bool is_owner(const Lowering *l, const Node *function);
bool must_unroll(const Lowering *l, const Node *loop);
void claim(Lowering *l, const Node *at, const char *what, bool once);   // the function keeps something in its variables
int new_slot(Lowering *l, const Node *at);
int new_object(Lowering *l, const Node *at, SimObjectKind kind, double size);
int new_name(Lowering *l, Text name);
Unit *new_unit(Lowering *l, Text name);

// value.c
Val val_number(double x);
Val val_name(Text name);
bool val_same(Val a, Val b);
Val val_join(Val a, Val b);
Variable *variable_find(Frame *f, const Binding *b);
void variable_set(Lowering *l, const Binding *b, Val v);
Val attribute_get(Lowering *l, Val of, Node *n);            // of an instance
void attribute_set(Lowering *l, Instance *self, Text name, Val v);
Val name_value(Lowering *l, Node *n);
Val ref_value(Lowering *l, Ref r);

// list.c
Val list_new(Lowering *l, const Node *at);
void list_slot(Lowering *l, const Node *at, List *list);    // gives it a slot
void list_add(Lowering *l, const Node *at, List *list, Val v);

// expression.c
Val evaluate(Lowering *l, Node *n);
int truth(Lowering *l, Node *n);                            // 1, 0, or -1: not known; effects are emitted

// assignment.c
void assign(Lowering *l, Node *target, Val v);

// harness.c
void spawn_producer(Lowering *l, Node *at, int queue);      // who is not seen, and puts options->trips items

// call.c, library.c
Val call(Lowering *l, Node *n);
bool is_decorated(Val function);                            // it may be another one then
Val library_call(Lowering *l, Node *n, Text name);
Val member_call(Lowering *l, Node *n, Val of, Text name);
Node *argument(const Node *call, int index, const char *name);
double number_argument(Lowering *l, const Node *call, int index, const char *name, double otherwise);   // NaN: not known
Val awaitable_new(Lowering *l, Node *n, Awaitable a);
Val awaitable_op(Lowering *l, Node *n, SimOperation op, int object);
double time_of(Lowering *l, Node *n, const char *what);     // seconds; assumed when not known

// awaiting.c
Val await_value(Lowering *l, Node *at, Val v);
Val spawn(Lowering *l, Node *at, Val v, int slot, int group);
Val task_new(Lowering *l, Node *at, Val v, int group);      // create_task: the task, in a slot where it is kept

// unit.c
Unit *unit_of(Lowering *l, Node *at, const Awaitable *a, bool is_task);
Unit *unit_around(Lowering *l, Node *at, Val awaitable);    // a coroutine that awaits it
Val invoke(Lowering *l, Node *at, Val function, const Awaitable *a);
Awaitable *bind_arguments(Lowering *l, Node *call, Val function);
Val instance_new(Lowering *l, Node *call, Val class_value);
void lower_waiting(Lowering *l);

// thread.c
double thread_time(Lowering *l, Node *at, Val function, Node *call, int first);     // what a thread takes for a function

// statement.c
Flow lower_statements(Lowering *l, Nodes body);

// loop.c, while.c
Flow lower_for(Lowering *l, Node *n);
Flow lower_while(Lowering *l, Node *n);
Val lower_comprehension(Lowering *l, Node *n);

// exception.c
Flow lower_try(Lowering *l, Node *n);
Flow lower_raise(Lowering *l, Node *n);
uint32_t exception_mask(Lowering *l, Node *type);

#endif
