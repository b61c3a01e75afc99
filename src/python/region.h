// The part of a file that is worth parsing.
//
// Most of a program has nothing to do with what the rules look for, and parsing it is what costs. So functions in which no
// trigger word stands, and which nothing that is parsed can reach, are left out. Units are the functions at the top level
// and the methods of the classes there; everything else (imports, assignments, class headers and fields, code at the top
// level) is always in. A unit is in
//
//   * when a trigger word stands in it, or another name for one: an import, an assignment or a class header at the top
//     level with a trigger in it names it anew, and so does a function (no coroutine) that has one in its body;
//   * when a name that it defines stands in a part that is in: its own name, an attribute that it assigns (`self.q = ...`),
//     a global that it declares, a container that it fills (`xs.append`), for __init__ and the like also the class's name.
//
// The second is closed over itself, so that whatever the facts of a unit that is in look up within the file is there too.
// Both are judged by words, which takes in too much at times, and never too little. `--parse=full` takes in everything; the
// tests compare the two.
#ifndef AQLINT_PYTHON_REGION_H
#define AQLINT_PYTHON_REGION_H

#include "python/lexer.h"

typedef struct {
    uint32_t class_beg; // of the class that it stands in: where its header begins
    Span name;
} Method;

typedef struct {
    Span *at;           // what to parse: in order, disjoint, from and to line boundaries
    int n;
    bool whole;         // nothing is left out
    Method *left_out;   // methods that are
    int left_out_count;
} Regions;

// Chooses by the view and the logical lines of `lexed`. Where all methods of a class are out and nothing else is in its
// body, `pass` is written into the view in place of the first one, so that the class stays a class. `closed`: with the second; else only the first.
Regions regions_choose(Arena *scratch, const Source *source, Lexed *lexed, const TriggerWords *words, bool closed);

#endif
