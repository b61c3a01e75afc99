// The vocabulary of scenarios: which operations there are, what stands behind their names, and which further keys they take.
#ifndef AQLINT_SIM_VOCABULARY_H
#define AQLINT_SIM_VOCABULARY_H

#include "sim/reader.h"

// What stands behind an operation's name.
typedef enum {
    IS_NOTHING, IS_TIME, IS_COUNT, IS_CHANCE, IS_COROUTINE, IS_SLOT, IS_OBJECT, IS_OBJECT_OR_SLOT, IS_NAME, IS_METRIC,
    IS_GROUP, IS_KIND, IS_FUTURES, IS_BODY, IS_FACTORY,
} MainValue;

// Further keys.
enum {
    KEY_COUNT = 1, KEY_AS = 2, KEY_GROUP = 4, KEY_EAGER = 8, KEY_INDEX = 16, KEY_RETURN_EXCEPTIONS = 32,
    KEY_RETURN_WHEN = 64, KEY_TIMEOUT = 128, KEY_DO = 256, KEY_PRIORITY = 512, KEY_IMMEDIATE = 1024, KEY_N = 2048,
    KEY_EXCEPT = 4096, KEY_ELSE = 8192, KEY_FINALLY = 16384, KEY_THEN = 32768, KEY_DELAY = 65536, KEY_POOL = 131072,
    KEY_CALLBACK = 262144, KEY_WHEN = 524288, KEYS = 20,
};

typedef struct {
    SimOperation op;
    MainValue main;
    int keys;
    int required;
} Grammar;

const Grammar *vocabulary_at(int i);            // all of them; NULL behind the last
const Grammar *vocabulary_find(Text name);      // NULL: there is none
const char *vocabulary_key(int i);              // the name of the key 1 << i

// operand.c: what an operation's map says, but for the bodies in it
bool read_main(Reader *r, const Grammar *g, const Value *v, SimOperands *o);
bool read_keys(Reader *r, const Grammar *g, const Value *v, SimOperands *o);
bool read_mask(Reader *r, const Value *key, uint32_t *mask);

#endif
