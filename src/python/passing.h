// Functions that hand on what a coroutine function of their file gives: `def send(self): return self._send()`. Whoever calls
// them has a coroutine in hand, so another file needs their bodies.
#ifndef AQLINT_PYTHON_PASSING_H
#define AQLINT_PYTHON_PASSING_H

#include "base/text.h"

// What such returns begin with (`return self._send(`), each once, for the text of a file: `words`, NULL-terminated, and
// these behind them. By text, not by scope: it takes in too much at times.
const char *const *passing_words(Arena *a, Text source, const char *const *words);

#endif
