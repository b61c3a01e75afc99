// Reading values of configuration with their types, and telling mistakes with their places.
#ifndef AQLINT_CONFIG_READER_H
#define AQLINT_CONFIG_READER_H

#include "config/config.h"

typedef struct Reader {
    ConfigStore *store;
    Config *config;
    Text path;                      // as shown
    Text directory;                 // absolute; what relative paths in the file start from
    Text source;                    // the file's content
    const Value *key;               // of the pair being read
    const struct Reader *from;      // the file that extends this one, NULL for the first
    int number;                     // of the key being read
} Reader;

// Adds a problem at a value or a key.
void reader_problem(Reader *r, const Value *at, const char *format, ...) __attribute__((format(printf, 3, 4)));

// Adds a problem at a place of the file. `width` in code points; 0: the word there.
void reader_problem_at(Reader *r, int line, int column, int width, Text message);

// A text with something in it.
bool config_word(Reader *r, const Value *v, Text *word);

// A list of such texts.
bool config_words(Reader *r, const Value *v, Texts *words);

bool config_bool(Reader *r, const Value *v, bool *result);
bool config_integer(Reader *r, const Value *v, int64_t least, int64_t most, int64_t *result);

// One of the words of a NULL-terminated list: its index.
bool config_choice(Reader *r, const Value *v, const char *const *choices, int *index);

// Complains unless `v` is a map.
bool config_expect_map(Reader *r, const Value *v);

// "; did you mean `select`?", or nothing.
Text config_hint(Arena *a, Text word, const char *const *choices);

// A word that names rules, or a complaint.
bool config_selector(Reader *r, const Value *v, Selector *s);

#endif
