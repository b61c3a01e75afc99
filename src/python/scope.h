// What the two passes over a module's names share: definitions (scope.c), then reads (resolve.c).
#ifndef AQLINT_PYTHON_SCOPE_H
#define AQLINT_PYTHON_SCOPE_H

#include "python/model.h"

typedef struct {
    Binding *binding;       // set by the second pass for attributes
    Node *attribute;
    Def def;
} PendingAttribute;

typedef struct {
    Scope *scope;
    Text name;
    Def def;
} LateDefinition;

typedef struct {
    Module *m;
    LIST(PendingAttribute) attributes;
    LIST(LateDefinition) late;      // of what is nonlocal, before the function around it has defined it
    bool is_late;                   // they are being made
} Builder;

// The scope itself, or the one around that is no comprehension.
Scope *function_scope(Scope *scope);

// The scope that `global` or `nonlocal` in this one makes the name belong to, or NULL.
Scope *declared_scope(Scope *scope, Text name);

// The global or nonlocal statement of the scope that names it, or NULL.
const Node *declaration_of(const Scope *scope, Text name);

// Records what the node defines, if anything. Nodes come in preorder; what was put off is recorded after the last (define.c).
void define_node(Builder *b, Node *n);
void define_late(Builder *b);

// Binds each NAME that is no definition to what it is found to mean from where it stands.
void resolve_names(Builder *b);

// Puts the attributes that methods assign to their first parameter into the scope of the class, and then the reads of them.
void collect_attributes(Builder *b);
void collect_attribute_reads(Module *m);

#endif
