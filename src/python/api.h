// The age of asyncio's interface: what was deprecated and removed in which Python, as listed in a manifest (`apis`), met in code.
//
// A name is met where it is looked up on its module or class (`asyncio.coroutine`), and where it is imported from there; names
// that such an import binds are not met again. What code guards against, by sys.version_info, hasattr() or an except clause
// for the very error, is there for the Pythons that have it: api_is_guarded.
#ifndef AQLINT_PYTHON_API_H
#define AQLINT_PYTHON_API_H

#include "python/model.h"

enum { API_NEWEST = 314 };     // the newest Python that the table was held against

typedef enum {
    API_NAME,               // looked up: AttributeError once it is removed, ImportError for an import
    API_ARGUMENT,           // a keyword argument of `name`: TypeError
    API_AWAITED_LOCK,       // `with await lock:`; `name` is the method that made it work
    API_WITHOUT_LOOP        // calling `name` where no event loop is running for certain
} ApiKind;

typedef struct {
    const char *key;        // what it is found by: the last part of the name, or the argument
    const char *name;       // qualified
    ApiKind kind;
    int deprecated;         // 308: since Python 3.8
    int removed;            // 0: nobody has said when
    int since;              // the replacement is there since; 0: always was
    const char *instead;    // the replacement
} Api;

typedef struct {
    const Api *entries;     // by key
    int n;
} ApiTable;

// Generated from the manifests.
extern const ApiTable api_table;

typedef struct {
    const Api *api;
    Node *node;             // ATTRIBUTE, ALIAS, KEYWORD, AWAIT or YIELD_FROM
} ApiUse;

typedef struct ApiUses {
    const ApiUse *at;
    int n;
} ApiUses;

// All uses in the file at hand, in source order; found when first asked for.
const ApiUses *api_uses(Module *m);

// The code around the node makes sure of the Python that it runs on, or of the name itself.
bool api_is_guarded(Module *m, Node *n);

#endif
