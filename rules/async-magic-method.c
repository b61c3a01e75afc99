// Special methods that Python calls itself and whose result it uses at once or drops (Python reference, "Special method names"): a
// coroutine for it is refused, taken for true, or never awaited. Others, as __getitem__ or __call__, may well give a coroutine.
#include "lint/rule.h"

static const struct {
    const char *variant, *methods[20];
} fates[] = {
    {"refused", {"__init__", "__len__", "__length_hint__", "__bool__", "__str__", "__repr__", "__bytes__", "__format__", "__hash__", "__int__",
                 "__float__", "__complex__", "__index__", "__iter__", "__reversed__", "__aiter__", "__dir__"}},
    {"true", {"__contains__", "__exit__", "__instancecheck__", "__subclasscheck__"}},
    {"dropped", {"__del__", "__setattr__", "__delattr__", "__setitem__", "__delitem__", "__set__", "__delete__", "__set_name__",
                 "__init_subclass__", "__post_init__"}},
};

static const char *fate_of(Text method)
{
    for (size_t i = 0; i < sizeof fates / sizeof *fates; i++) {
        for (const char *const *name = fates[i].methods; *name; name++) {
            if (text_eq(method, text_from(*name))) {
                return fates[i].variant;
            }
        }
    }
    return NULL;
}

CHECK(async_magic_method, c, n)
{
    Module *m = c->module;
    Text name = n->function.name.text;
    const char *fate = fate_of(name);
    bool iterates = fate && text_eq(name, T("__aiter__")) && function_is_generator(m, n);
    Node *class_node = fate && !iterates && n->function.decorators.n == 0 ? function_class(m, n) : NULL;
    if (class_node && !(text_eq(name, T("__init__")) && class_may_await_init(m, class_node))) {
        REPORT(c, n->function.name.span, fate, {"method", name});
    }
}
