// Coroutines as values: what makes them, what takes them, and what is there to fail.
#ifndef AQLINT_PYTHON_COROUTINE_H
#define AQLINT_PYTHON_COROUTINE_H

#include "python/model.h"

// The expression, when called, gives a coroutine: a coroutine function, `functools.partial` of one, a lambda whose body is a
// call of one. *definition gets the project's function, if it is one.
bool is_coroutine_function(Module *m, Node *expression, Ref *definition);

// The call gives a coroutine, and no class of its module overrides the method by something else.
bool is_coroutine_call(Module *m, Node *expression);

// All that the file does with the FUNCTION is await calls of it, one at least. By its text: a mention in a comment or a string, or of
// something else by that name, is one too.
bool callers_await(const Module *m, const Node *function);

// `await call`: the call gives a coroutine, whose result is surely nothing to be awaited in turn: None, a literal, an object of a
// class without __await__.
bool gives_plain_result(Module *m, Node *call);

// The node stands in a block that expects an error or a warning: `with pytest.raises(...)`, assertWarns and the like.
bool is_expected_to_fail(const Node *n);

// The node stands in a handler or a finally block of `function`.
bool is_in_clean_up(const Node *n, const Node *function);

// The call stands below an `if` that asks, in one of its branches' tests, for the kind of what is called: iscoroutinefunction(f),
// isawaitable(f). Which branch is which kind's is not worked out.
bool is_called_by_kind(Module *m, const Node *call);

// Making an object of the CLASS may await what its __init__ gives, as it is with an asynchronous __new__: its own or a base's
// decorator, metaclass, __new__, or a base that is neither in the project nor in the standard library sees to that. Python itself
// (type.__call__) does not.
bool class_may_await_init(Module *m, const Node *class_node);

// The function runs as a context manager or a test's fixture: what follows its yield runs when somebody is done with what it
// yields. Decorators contextmanager, asynccontextmanager, fixture, by whatever library; what FastAPI's Depends() is given in the module.
bool is_context_generator(Module *m, const Node *function);

#endif
