// Classes of the project: members along the method resolution order (depth first, left to right: the C3 order differs
// only in diamonds), bases, decorators.
#include "python/known.h"
#include "python/model.h"

enum { BASES_MAX = 32 };

// The class itself, then its project bases.
typedef struct {
    Ref at[BASES_MAX];
    int n;
    bool has_unknown;
} Bases;

static void collect(Bases *b, Ref class_ref)
{
    for (int i = 0; i < b->n; i++) {
        Ref seen = b->at[i];
        if (seen.node->beg == class_ref.node->beg && text_eq(seen.module->path, class_ref.module->path)) {
            return;
        }
    }
    if (b->n == BASES_MAX) {
        b->has_unknown = true;
        return;
    }
    class_ref.kind = REF_CLASS;
    b->at[b->n++] = class_ref;
    Nodes bases = class_ref.node->class_.bases;
    for (int i = 0; i < bases.n; i++) {
        Ref base = ref_of(class_ref.module, bases.at[i]);
        if (base.kind == REF_CLASS) {
            collect(b, base);
        } else if (base.kind != REF_NAME) {
            b->has_unknown = true;
        }
    }
}

static Bases bases_of(Ref class_or_instance)
{
    Bases b = {.n = 0};
    if ((class_or_instance.kind == REF_CLASS || class_or_instance.kind == REF_INSTANCE) && class_or_instance.node) {
        collect(&b, class_or_instance);
    }
    return b;
}

bool class_has_unknown_base(Ref class_or_instance)
{
    return bases_of(class_or_instance).has_unknown;
}

// What has no methods for a class to write: builtins, abc and the like.
static bool prescribes_nothing(Text base)
{
    static const char *const modules[] = {"builtins.", "abc.", "typing.", "typing_extensions.", "enum.", "asyncio.", "pydantic."};
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (text_starts(base, text_from(modules[i]))) {
            return true;
        }
    }
    return false;
}

bool class_has_foreign_base(Ref class_or_instance)
{
    Bases b = bases_of(class_or_instance);
    for (int i = 0; i < b.n; i++) {
        Nodes bases = b.at[i].node->class_.bases;
        for (int k = 0; k < bases.n; k++) {
            Node *base = bases.at[k]->kind == AST_SUBSCRIPT ? bases.at[k]->subscript.value : bases.at[k];
            Ref r = ref_of(b.at[i].module, base);
            if (r.kind == REF_UNKNOWN || (r.kind == REF_NAME && !prescribes_nothing(r.name))) {
                return true;
            }
        }
    }
    return false;
}

bool class_derives_from(Ref class_or_instance, const char *qualified_name)
{
    return class_derives_from_text(class_or_instance, text_from(qualified_name));
}

bool class_derives_from_text(Ref class_or_instance, Text qualified_name)
{
    if (!class_or_instance.node) {
        return text_eq(class_or_instance.name, qualified_name);
    }
    Bases b = bases_of(class_or_instance);
    for (int i = 0; i < b.n; i++) {
        Nodes bases = b.at[i].node->class_.bases;
        for (int k = 0; k < bases.n; k++) {
            Ref base = ref_of(b.at[i].module, bases.at[k]);
            if (base.kind == REF_NAME && text_eq(base.name, qualified_name)) {
                return true;
            }
        }
    }
    return false;
}

bool class_member(Ref class_or_instance, Text name, Member *member)
{
    Bases b = bases_of(class_or_instance);
    for (int i = 0; i < b.n; i++) {
        Scope *s = scope_opened(b.at[i].module, b.at[i].node);
        Binding *own = map_get(&s->names, name), *attribute = map_get(&s->attributes, name);
        bool by_instance = attribute && (!own || own->defs.at[own->defs.n - 1].kind != DEF_FUNCTION);
        Binding *found = by_instance ? attribute : own;
        if (found && found->defs.n) {
            *member = (Member){b.at[i].module, b.at[i].node, found, by_instance};
            return true;
        }
    }
    return false;
}

Ref class_of_unread(Ref class_or_instance, Text name)
{
    Bases b = bases_of(class_or_instance);
    for (int i = 0; i < b.n; i++) {
        Scope *s = scope_opened(b.at[i].module, b.at[i].node);
        Binding *own = map_get(&s->names, name), *attribute = map_get(&s->attributes, name);
        if ((own && own->defs.n) || (attribute && attribute->defs.n)) {
            return (Ref){0};
        }
        if (ast_leaves_out(b.at[i].module->ast, b.at[i].node, name)) {
            return b.at[i];
        }
    }
    return (Ref){0};
}

bool class_member_is_unread(Ref class_or_instance, Text name)
{
    return class_of_unread(class_or_instance, name).kind != REF_UNKNOWN;
}

// The CLASS derives from `of`, and may define the name: in `other`, or NULL where its definition is not parsed.
static bool redefines(Module *m, Node *class_node, const Node *of, Text name, const Node **other)
{
    Bases b = bases_of((Ref){.kind = REF_CLASS, .module = m, .node = class_node});
    bool derived = false;
    for (int k = 1; k < b.n; k++) {
        derived = derived || b.at[k].node == of;
    }
    Binding *own = derived ? map_get(&scope_opened(m, class_node)->names, name) : NULL;
    *other = own && own->defs.n ? own->defs.at[own->defs.n - 1].node : NULL;
    return *other || (derived && ast_leaves_out(m->ast, class_node, name));
}

static bool is_overridden(Module *m, const Node *function, bool by_another_kind)
{
    Node *of = function_class(m, function);
    for (int i = 0; of && i < m->ast->n; i++) {
        Node *c = m->ast->nodes[i];
        const Node *other;
        if (c->kind == AST_CLASS && c != of && redefines(m, c, of, function->function.name.text, &other) &&
            (!by_another_kind || !other || other->kind != AST_FUNCTION || other->is_async != function->is_async)) {
            return true;
        }
    }
    return false;
}

bool method_is_overridden(Module *m, const Node *function)
{
    return is_overridden(m, function, true);
}

bool method_is_redefined(Module *m, const Node *function)
{
    return is_overridden(m, function, false);
}

bool function_has_decorator(Module *m, const Node *function, const char *qualified_name)
{
    for (int i = 0; i < function->function.decorators.n; i++) {
        Node *d = function->function.decorators.at[i];
        if (ref_is_name(ref_of(m, d->kind == AST_CALL ? d->call.func : d), qualified_name)) {
            return true;
        }
    }
    return false;
}
