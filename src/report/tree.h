// JSON documents through jansson, which keeps its own memory: a document is built, written and freed within one call, and
// also freed when an arena is exhausted on the way.
#ifndef AQLINT_REPORT_TREE_H
#define AQLINT_REPORT_TREE_H

#include "base/out.h"

#include <jansson.h>

// A document being built. A child is put into its parent before it is filled, so that `root` always holds everything
// that must be freed. Where jansson is out of memory a value is NULL and what is done with it fails: noted in `failed`.
typedef struct {
    Arena scratch;
    json_t *root;               // an object
    bool failed;
} Tree;

// Puts `value`, which it takes over, into an object; returns it, or NULL.
json_t *tree_set(Tree *t, json_t *object, const char *key, json_t *value);

// The same at the end of an array.
json_t *tree_append(Tree *t, json_t *array, json_t *value);

// Texts; bytes that are not UTF-8 become U+FFFD.
void tree_set_text(Tree *t, json_t *object, const char *key, Text text);
void tree_set_text_or_null(Tree *t, json_t *object, const char *key, Text text);    // null when empty

// Writes the object that fill(tree, context) makes of an empty one, with jansson's `flags`; `indent` is put after each
// line end, for an object within an array.
void tree_write(Out *o, Arena scratch, const char *indent, size_t flags, void (*fill)(Tree *t, const void *context),
    const void *context);

#endif
