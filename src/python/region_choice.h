// What the files of the choice share: units, the words and lines of them, and who has which (region.h has the idea).
#ifndef AQLINT_PYTHON_REGION_CHOICE_H
#define AQLINT_PYTHON_REGION_CHOICE_H

#include "base/map.h"
#include "python/region.h"

typedef struct Unit {
    int first, last;            // lines, decorators included; last is exclusive
    int class_line;             // of a method: the line of its class; else -1
    bool is_statement;          // no function, but a large assignment or text
    bool in;
    bool is_seed;               // may hold findings; others are in for what they tell
    bool is_wide;               // a seed with a wide trigger
    bool whole;                 // its name is mentioned: all of it may tell something
    bool queued;
    Map assigned;               // mentioned names that it assigns or fills
    Text self;                  // its first parameter
    struct Unit *next_in;       // the work list
} Unit;

typedef LIST(Unit *) Units;
typedef LIST(Span) Spans;

typedef struct {
    Arena *arena;
    const Lexed *lexed;
    const TriggerWords *words;      // that the file holds
    const char *const *spelt;       // all of them: their last words may stand alone
    Units units;
    LIST(Text) names;           // whole words that are triggers too: what else a trigger goes by
    Map definers;               // the name of a function or a statement's target -> Units *
    Map assigners;              // an attribute or outside name that functions assign or fill -> Units *
    Map outside;                // words of lines outside of units -> themselves
    Map mentioned;              // name -> itself, once seen in a part that is in
    Unit *todo;
    bool closed;                // whether what units reach is asked for
} Chooser;

// region_unit.c: text of the view; the next word of `t` from *at on, false at the end; whether a text holds another, or one of some
Text chooser_view(const Chooser *c, uint32_t beg, uint32_t end);
Text chooser_line(const Chooser *c, int i);
bool chooser_word(Text t, ptrdiff_t *at, Text *word);
bool holds(Text t, Text needle);
bool holds_any(Text t, const char *const *words);

// The line after the block that `line` heads; whether it heads a function; the functions among the lines [line, end) of one
// block; the line of a unit's `def`, behind its decorators.
int chooser_block_end(const Chooser *c, int line);
bool chooser_starts_function(const Chooser *c, int line);
void chooser_find_units(Chooser *c, int line, int end, int class_line);
int unit_head(const Chooser *c, const Unit *u);

// region_define.c: the name after `def` or `class`; the offset of the `=` of an assignment or `:` of an annotation outside of
// brackets, or -1; adds the words of `t` to `words`
Text line_defined_name(Text head);
ptrdiff_t line_assignment_sign(Text t);
void chooser_note_words(Chooser *c, Map *words, Text t);

// Notes what a unit defines and assigns; the words that stand outside of units.
void chooser_define(Chooser *c, Unit *u);
void chooser_note_outside(Chooser *c);

// region_seed.c: takes in the units that hold a trigger, or another name for one; whether a text holds either
void chooser_seed(Chooser *c);
bool chooser_holds_trigger(const Chooser *c, Text t);

// region_close.c: takes a unit in, as a seed or for what it tells; then all that those can reach
void chooser_take_in(Chooser *c, Unit *u);
void chooser_enqueue(Chooser *c, Unit *u);
void chooser_close(Chooser *c);

#endif
