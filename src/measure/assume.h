// What is assumed of calls that cannot be looked into: how long they keep the loop, or when what they await comes back.
//
// The first entry whose pattern fits decides: those of the configuration, then what the manifests of the rules say that the
// call costs (`cost`, python/blocking.h). A pattern is a qualified name, or the call as it is written (`self.db.fetch`); `*` stands for
// anything, dots too.
#ifndef AQLINT_MEASURE_ASSUME_H
#define AQLINT_MEASURE_ASSUME_H

#include "lint/assume.h"

#define ASSUME_AWAIT 0.010      // seconds: an await of something unknown, such as the network
#define ASSUME_TRIPS 10         // rounds of a loop of which the code does not tell how often it runs (a finding's: COUNT_ASSUMED)
#define ASSUME_INNER_TRIPS 3    // of one inside of what happens ASSUME_TRIPS times or more: sizes of which nobody knows any are
                                // not multiplied with each other
#define ASSUME_BRANCH 0.5       // how often a branch is taken

// What is assumed of a call by its qualified name (may be empty) and as it is written. `blocks`: it is known to keep the loop.
typedef struct {
    double cpu, await;          // NaN: nothing is said of it
    double bad;                 // of a call that is known to block: `cpu` in a bad case; NaN: of any other
    bool by_user;
} Assumed;

Assumed assume_find(const AssumeTable *t, Text qualified, Text written);

// Whether the callee is one of the standard library's or a builtin that takes no time to speak of.
bool assume_is_free(Text qualified);

#endif
