// Scenarios: programs, parameters, sweeps and expectations as YAML text. The format is described in aqlint-sim(1).
#ifndef AQLINT_SIM_SCENARIO_H
#define AQLINT_SIM_SCENARIO_H

#include "base/value.h"
#include "sim/sim.h"

typedef enum { EXPECT_METRIC, EXPECT_GROWTH, EXPECT_SAME_TRACE, EXPECT_OUTCOME } ExpectKind;
typedef enum { IS_EQUAL, IS_DIFFERENT, IS_LESS, IS_AT_MOST, IS_GREATER, IS_AT_LEAST } Comparison;

typedef struct {
    ExpectKind kind;
    Text text;              // the line as written
    int line, column;
    Text metric;            // METRIC, GROWTH; the other scenario of SAME_TRACE; the word of OUTCOME
    int parameter;          // GROWTH
    Comparison comparison;
    Number value;
    Number tolerance;       // 0: none
} Expectation;

typedef struct {
    int parameter;
    double *values;
    int n;
} Sweep;

typedef struct {
    Text name;
    Program *program;
    SimOptions options;     // the scenario's own; what it does not say is as in sim_options()
    LIST(Sweep) sweeps;
    LIST(Expectation) expectations;
} Scenario;

// Reads a scenario. NULL with *error set (place and message) when the text is none. What only a run can know (a
// division by zero, a semaphore of -1) is found there.
Scenario *scenario_read(Arena *a, Text source, ValueError *error);

// Reads a number or a duration as scenarios have them, without parameters: "1000", "5ms". false: it is none.
bool scenario_number(Arena *a, Text text, double *value);

#endif
