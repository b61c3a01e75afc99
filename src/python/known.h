// What the model knows of Python's standard library and a few others: canonical names, and what calls and attributes
// give. Data only; sources: the documentation of the named functions, CPython 3.8 to 3.14.
#ifndef AQLINT_PYTHON_KNOWN_H
#define AQLINT_PYTHON_KNOWN_H

#include "base/text.h"

// The public spelling of a qualified name: "asyncio.queues.Queue" is "asyncio.Queue".
Text known_canonical(Arena *a, Text name);

// The class of what calling the function or class `name` gives, or empty: "asyncio.get_running_loop" gives
// "asyncio.AbstractEventLoop". A name whose last part is Capitalised is a class: it gives itself.
Text known_call_class(Text name);     // known_call.c

// What a function that is no class gives can be told by a subscript: anyio.create_memory_object_stream[int](10).
bool known_is_generic(Text name);

// Calling `name` gives a coroutine, or what is as idle until it is awaited (known_coroutine.c); the class of what awaiting it
// gives, or empty when that is not known.
bool known_is_coroutine(Text name);
Text known_awaited_class(Text name);

// The class of attribute `attribute` of instances of `class_name`, or empty.
Text known_attribute_class(Text class_name, Text attribute);

// The class of element `index` of what (awaiting) a call of `name` gives: open_connection's pair. -1: of every element.
Text known_element_class(Text name, int index);

// A name that an event loop goes by when nothing else is known of it: loop, _loop, event_loop ...
bool known_is_loop_name(Text name);

// A top-level module of the standard library: never looked up in the project.
bool known_is_stdlib(Text module);

// A builtin function or class.
bool known_is_builtin(Text name);

// The decorator leaves alone what calling the function gives.
bool known_keeps_function(Text decorator);

#endif
