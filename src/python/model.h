// The model of a module: facts computed once from its AST, before any rule runs.
//
//   scopes      which scope each node stands in; what each name is bound to, where, and where it is read (scope.c)
//   references  what an expression stands for: a qualified name ("asyncio.Queue"), a definition of the project, an
//               instance of a class, a coroutine of a function, or unknown (eval.h, known.c, class.c)
//   constants   int/float/str/bool folding through names bound once (constant.c)
//   project     other modules, read when an import leads to them, kept and shared, evaluated by the same code (project.c)
//
// Unknown is silent: whatever cannot be proven is REF_UNKNOWN, and rules say nothing about it.
#ifndef AQLINT_PYTHON_MODEL_H
#define AQLINT_PYTHON_MODEL_H

#include "base/map.h"
#include "python/ast.h"

typedef struct Module Module;
typedef struct Project Project;
typedef struct Scope Scope;
typedef struct Binding Binding;
typedef struct ChainTable ChainTable;

typedef enum { SCOPE_MODULE, SCOPE_CLASS, SCOPE_FUNCTION, SCOPE_LAMBDA, SCOPE_COMPREHENSION } ScopeKind;

struct Scope {
    ScopeKind kind;
    Node *node;                 // MODULE, CLASS, FUNCTION, LAMBDA or a comprehension
    Scope *parent;              // NULL for the module
    Map names;                  // name -> Binding *
    LIST(Node *) star_imports;  // IMPORT_FROM nodes with `*`
    LIST(Node *) declared;      // GLOBAL and NONLOCAL statements
    Map attributes;             // CLASS: name -> Binding * of `self.name = ...` in its methods
};

typedef enum {
    DEF_ASSIGN,         // name = value, name := value, name: T = value
    DEF_UNPACK,         // a, name = value: element `index` of value
    DEF_ITER,           // for name in value (also unpacked), in comprehensions too
    DEF_WITH,           // with value as name
    DEF_IMPORT,         // import a.b [as name]: node is the ALIAS
    DEF_FROM,           // from m import x [as name]: node is the ALIAS
    DEF_FUNCTION,       // def name: node is the FUNCTION
    DEF_CLASS,          // class name: node is the CLASS
    DEF_PARAM,          // node is the PARAM
    DEF_DECLARED,       // name: T without value
    DEF_AUGMENTED,      // name += value
    DEF_DELETED,        // del name
    DEF_OTHER           // except ... as name, match captures, type aliases, elements that cannot be told
} DefKind;

typedef struct {
    DefKind kind;
    Node *node;                 // the NAME (or ATTRIBUTE) bound, or as said above
    Node *value;                // expression as said above, or NULL
    Node *annotation;           // or NULL
    int index;                  // UNPACK, ITER: position in the value; -1: not a plain position (ITER: the element
                                // itself)
    bool is_async;              // ITER, WITH
} Def;

struct Binding {
    Text name;
    Scope *scope;               // where it is bound (a class scope for attributes)
    LIST(Def) defs;             // in source order
    LIST(Node *) reads;         // NAME nodes that load it, also from nested scopes; for attributes: ATTRIBUTE loads
                                // through self
    bool is_rebound_elsewhere;  // written through global/nonlocal in another scope
};

typedef enum {
    REF_UNKNOWN,
    REF_NONE,           // the constant None
    REF_NAME,           // something outside the project (or a builtin: "builtins.open"), by its qualified name
    REF_MODULE,         // a module of the project
    REF_FUNCTION,       // a def of the project
    REF_CLASS,          // a class of the project
    REF_INSTANCE,       // an object: of class `name` outside the project, or of `node`, a CLASS of the project
    REF_COROUTINE,      // what calling the async def `node` gives, not yet awaited; external: `name` is the function
    REF_LITERAL         // a literal or display: `node` is its expression
} RefKind;

typedef struct {
    RefKind kind;
    Text name;              // NAME: qualified name; INSTANCE: of the class ("asyncio.Queue"), empty for project classes.
                            // UNKNOWN: empty, or what `module` (or its class `node`) has by that name, in a part not read
    Module *module;         // where `node` stands
    Node *node;             // FUNCTION, CLASS, LITERAL, COROUTINE, INSTANCE of a project class
    Module *origin_module;  // INSTANCE: where `origin` stands
    Node *origin;           // INSTANCE: the call that made it, or NULL (an annotation, a parameter)
    bool bound;             // FUNCTION: reached through an instance, its first parameter is given
} Ref;

// What a worker needs to read other modules: its parser, memory for the file at hand (names made while evaluating) and
// memory for the modules that it reads. Modules once read are shared by all workers.
typedef struct ProjectReader {
    Parser *parser;
    Arena *file;                // cleared after each file
    Arena *modules[2];          // by generation (project_table.h), which clears them
    Arena *kept;                // for modules that stay; NULL: none do
    unsigned generation;        // of the file at hand
    struct Memos *memos;        // what is remembered of the file at hand (memo.h); the run sets it to NULL before each file
    bool holds_chains;          // it works on the project's chain table (chain.h)
} ProjectReader;

struct Module {
    Arena *arena;
    const Source *source;
    Ast *ast;
    Text path;                  // absolute, for import resolution; empty for standard input
    Text name;                  // dotted name within its package ("pkg.channels"), as far as it can be told
    Text root;                  // the directory above its topmost package
    bool is_package;            // __init__.py
    bool is_telling;            // of a foreign module: it may tell more than constants (project.c)
    bool is_foreign;            // read for its facts only; shared between workers and never changed
    Project *project;           // NULL: imports lead nowhere
    ProjectReader *reader;      // of the worker whose file it is; NULL when is_foreign
    Scope *scope;
    Scope **scopes;             // by node id: the scope that a node opens, else the one that it stands in
    Binding **binding_of;       // by node id: of NAMEs (loads and stores); NULL: builtin or unknown
    struct Memo **memos;        // by node id: what was asked (memo.h); NULL when is_foreign
    const struct Cfg **cfgs;    // by node id of a FUNCTION: its control-flow graph (cfg.h), once it was asked for
    bool *cfg_built;
    bool *makes_no_task;        // by node id of a CALL: that is known (task.c); NULL: of none
    bool names_no_package;      // none of those with a class of which all methods block (blocking.h), as whoever searched the file says
    const struct ApiUses *apis;     // uses of what was deprecated or removed (api.h), once they were asked for
    const struct Fanouts *fanouts;  // what many rules ask for (python/fanout.h), once they did
};

// Builds scopes and bindings of a parsed file. `path` is absolute or empty; without a reader it is a foreign module.
Module *module_new(Arena *a, const Source *source, Ast *ast, Project *project, ProjectReader *reader, Text path);

// -- scopes ---------------------------------------------------------------------------------------------------------

// The scope that a MODULE, FUNCTION, CLASS, LAMBDA or comprehension opens; NULL for others.
static inline Scope *scope_opened(const Module *m, const Node *n)
{
    Scope *s = m->scopes[n->id];
    return s->node == n ? s : NULL;
}

// The scope that a node's names are looked up in: of one that opens another, the one around that.
static inline Scope *scope_of_node(const Module *m, const Node *n)
{
    Scope *s = m->scopes[n->id];
    return s->node == n && s->parent ? s->parent : s;
}

// The binding that a name loaded in `scope` means (class scopes are seen from their own body only), or NULL.
Binding *scope_lookup(const Scope *scope, Text name);

// The nearest FUNCTION, LAMBDA, CLASS or MODULE whose body the node runs in; comprehensions are looked through.
// Decorators, annotations and defaults belong to the outside.
Node *node_owner(const Module *m, const Node *n);

// The node runs as part of a coroutine: its owner is an async def.
bool node_in_async(const Module *m, const Node *n);

// The innermost for/while statement or comprehension that repeats the node within its owner, or NULL. What runs once
// (the iterable of a for, of a comprehension's first clause; an else block) is not in the loop.
Node *node_loop(const Module *m, const Node *n);

// The node stands in a `finally` block of its function.
bool node_in_finally(const Node *n);

// The node stands in a function called test..., as pytest and unittest want it, or in one within such a function.
bool node_in_test(const Module *m, const Node *n);

// The file is a test, or stands in a folder of tests or of what tests need.
bool module_is_test(const Module *m);

// The node stands in such a function, in such a file or in an example: nobody waits for what it does.
bool node_serves_test(const Module *m, const Node *n);

// The file stands in a folder of examples, of what documentation shows, or of programs that load something on purpose.
bool module_is_example(const Module *m);

// The file is a copy of somebody else's: it lies in _vendor, third_party and the like.
bool module_is_vendored(const Module *m);

// The file is a command line: cli.py, __main__.py, or what stands in a folder cli or of scripts.
bool module_is_command(const Module *m);

// Somebody starts the file in a terminal: it has a main program (`__main__`), or imports what reads a command line: argparse, click, typer.
bool module_is_program(const Module *m);

// Nothing else runs on the loop beside the node, or nothing that somebody waits for (alone.c).
bool node_runs_alone(const Module *m, const Node *n);

// By the text of the file the coroutine is what a loop is run for: asyncio.run(main(...)), loop.run_until_complete(self.main(...)). A
// mention in a comment is one, too (alone.c).
bool coroutine_is_run(const Module *m, const Node *function);

// The statement that the node is part of (itself when it is one).
Node *node_statement(Node *n);

// "Class.method", "function.inner" of the definition the node stands in; empty at module level.
Text node_context(const Module *m, Arena *a, const Node *n);

static inline bool node_within(const Node *n, const Node *ancestor)
{
    return n->id >= ancestor->id && n->id <= ancestor->last;
}

// Whether a node of `list` contains `n`.
bool nodes_contain(Nodes list, const Node *n);

// Some import statement of the module, wherever it stands, names the top-level module `name`.
bool module_imports(const Module *m, const char *name);

// -- references -----------------------------------------------------------------------------------------------------

// What an expression stands for.
Ref ref_of(Module *m, Node *expression);

// What a binding holds at `use` (a node of `m`, or NULL: anywhere): its definitions that can reach there, if they agree;
// definitions as None beside another are passed over.
Ref ref_of_binding(Module *m, const Binding *b, const Node *use);

// The definitions of `b` that may reach `use`, at most `most` of them; -1 when there are more.
int defs_reaching(const Module *m, const Binding *b, const Node *use, const Def **result, int most);

// The instance that an annotation declares: X, "X", Optional[X], X | None, Annotated[X, ...], Final[X].
Ref ref_of_annotation(Module *m, Node *annotation);

// An attribute of a reference, as a load `value.attr` would find it.
Ref ref_attribute(Module *m, Ref value, Text attr);

// What calling `callee` gives; `call` stands in `m` and may be NULL.
Ref ref_call_result(Module *m, Ref callee, Node *call);

// What calling a function of `m` gives by its annotation and its returns, decorators left aside; for a coroutine function what
// awaiting the call gives.
Ref ref_of_return(Module *m, Node *function);

// What awaiting a value gives.
Ref ref_awaited(Module *m, Ref value);

// The callee's qualified name when it lies outside the project ("asyncio.create_task",
// "asyncio.AbstractEventLoop.create_task"); empty otherwise.
Text callee_name(Module *m, const Node *call);

// The last part of the callee's name where it comes from: `sleep` for `time.sleep()`, and for `nap()` after `from time import
// sleep as nap`. Empty when only evaluating it can tell (a local alias, the result of a call).
Text callee_last_name(const Module *m, const Node *call);

bool ref_is_name(Ref r, const char *qualified_name);
bool ref_is_instance(Ref r, const char *class_name);    // also of project classes derived from it
bool ref_same_definition(Ref a, Ref b);

// The class or a base of it (project classes resolved in their modules) has this qualified name.
bool class_derives_from(Ref class_or_instance, const char *qualified_name);
bool class_derives_from_text(Ref class_or_instance, Text qualified_name);

// A class member along the method resolution order: its binding and where it stands; false when none is in the project.
typedef struct {
    Module *module;
    Node *class_node;
    const Binding *binding;
    bool is_instance_attribute;     // self.x = ..., not in the class body
} Member;
bool class_member(Ref class_or_instance, Text name, Member *member);

// The first class along the order that has the member is one of another module, of which its part was not read: nothing is
// known of it.
bool class_member_is_unread(Ref class_or_instance, Text name);

// That class, or unknown.
Ref class_of_unread(Ref class_or_instance, Text name);

// A class of the same module derives from the method's, and has something else by its name: no coroutine for a coroutine, or a
// coroutine for none.
bool method_is_overridden(Module *m, const Node *function);

// The same by anything of its name, another coroutine for a coroutine, too.
bool method_is_redefined(Module *m, const Node *function);

// Whether some base of the class could not be resolved (so that a missing member proves nothing).
bool class_has_unknown_base(Ref class_or_instance);

// Some base of the class lies outside the project, or could not be resolved, and may have methods for it to write: not builtins,
// abc, typing, enum, asyncio, pydantic.
bool class_has_foreign_base(Ref class_or_instance);

// The CLASS whose method the function is, or NULL.
Node *function_class(const Module *m, const Node *function);
bool function_has_decorator(Module *m, const Node *function, const char *qualified_name);
bool function_is_generator(const Module *m, const Node *function);

// The argument for parameter `name` at position `index` (0-based, -1: keyword only) of a call; NULL when absent. When
// the call has *args at or before that position or **kwargs, `*unsure` is set.
Node *call_argument(const Node *call, int index, const char *name, bool *unsure);

// -- constants ------------------------------------------------------------------------------------------------------

typedef enum { CONSTANT_UNKNOWN, CONSTANT_NONE, CONSTANT_NUMBER, CONSTANT_TEXT } ConstantKind;
typedef struct {
    ConstantKind kind;
    double number;          // also of True (1) and False (0)
    Text text;
} Constant;

// The value of an expression that can be folded: literals, arithmetic, names bound once to such (also in other
// modules of the project), float("inf"), math.inf, sys.maxsize, len() of a display, min()/max() of constants.
Constant constant_of(Module *m, Node *expression);

bool constant_is_infinite(Constant c);

// -- the project ----------------------------------------------------------------------------------------------------

// Makes the project: `roots` are absolute directories (kept) in which absolute imports are looked up besides the importing
// file's own package root; `reserve` is the address space for what it knows of paths. Thread-safe from then on. NULL when the
// system refuses memory.
Project *project_new(const Text *roots, int n, size_t max_file_size, size_t reserve);
void project_free(Project *p);

// Tells the project with what this thread reads other modules. Without a reader lookups find nothing new. False when there
// is no memory.
bool project_set_reader(Project *p, ProjectReader *reader);
ProjectReader *project_reader(const Project *p);

// The reader begins with a file, and is through with it: modules that it was given in between may be gone.
void project_enter(Project *p, ProjectReader *reader);
void project_leave(Project *p, ProjectReader *reader);

// The module that `import name` (level 0) or `from ..name import` (level >= 1) in `m` leads to, or NULL. Read on first
// demand; a file that cannot be read is NULL, and so is one whose text has no word of interest to the rules (a file
// costs little to look through and much to parse).
Module *project_import(const Module *m, Text name, int level);

// The same whatever the file holds: for constants.
Module *project_import_whole(const Module *m, Text name, int level);

// Where a qualified name that is not of the standard library stands in the project: the file of the longest part of it that
// is a module there, and the rest of the name. Reads no file. false: no such module.
bool project_place_of(const Module *m, Text name, Text *path, Text *member);

// Absolute dotted name of a relative import in `m`; empty when it leads out of the package.
Text module_absolute_name(const Module *m, Arena *a, Text name, int level);

// The dotted name of a file within the package it belongs to ("pkg.sub.mod"); `root` gets the directory above the
// topmost __init__.py. What was found of a directory is remembered by the project, which may be NULL.
Text module_name_of(Project *p, Arena *a, Text absolute_path, Text *root);

#endif
