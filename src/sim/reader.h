// Inside the scenario reader. Every function that can fail has set reader->error when it returns false or 0.
#ifndef AQLINT_SIM_READER_H
#define AQLINT_SIM_READER_H

#include "base/map.h"
#include "sim/scenario.h"

typedef struct {
    Arena *arena;
    ValueError *error;
    Program *program;
    Scenario *scenario;
    Map coroutines, objects, slots, groups;     // name -> handle, as (void *)(intptr_t)
    int coroutine;                              // whose body is read
} Reader;

// What a number may be.
typedef enum { A_COUNT, A_TIME, A_DRAWN_TIME, A_VALUE } NumberUse;

// number.c
Number read_number(Reader *r, const Value *v, NumberUse use);                   // 0 on error
Number parse_number(Reader *r, Text text, NumberUse use, const Value *at);      // the same from a part of a scalar
bool read_constant(Reader *r, const Value *v, NumberUse use, double *result);   // no parameters, no distribution

// body.c
bool read_body(Reader *r, const Value *list);
bool collect_names(Reader *r, const Value *coroutines);     // declares slots and task groups

// expect.c
bool read_expectation(Reader *r, const Value *v);

// settings.c
bool read_options(Reader *r, const Value *v);

// scenario.c
typedef struct {
    Text key;
    bool (*read)(Reader *r, const Value *v);
    bool required;
} Section;

// Reads the values of a map's known keys, in the order of `sections`; other keys are errors.
bool read_sections(Reader *r, const Value *map, const Section *sections, int n, const char *kind);
bool need_map(Reader *r, const Value *v, const char *what);
bool fail_at(Reader *r, const Value *at, const char *format, ...) __attribute__((format(printf, 3, 4)));
// "unknown KIND `x`; did you mean `y`?" from the keys of a map
bool fail_unknown(Reader *r, const Value *at, const char *kind, Text name, const Text *known, ptrdiff_t n);
bool fail_unknown_in(Reader *r, const Value *at, const char *kind, Text name, const Map *known);
int find_handle(const Map *m, Text name);       // 0: none
Text need_word(Reader *r, const Value *v, const char *what);    // a scalar that is not empty; an empty text on error

#endif
