// The words of an identifier: `max_page_size` and `maxPageSize` are max, page, size. Names say what people know and code
// does not: that a list of plugins is short and a list of files is not.
#ifndef AQLINT_PYTHON_WORD_H
#define AQLINT_PYTHON_WORD_H

#include "base/text.h"

enum { NAME_WORDS_MAX = 16 };

typedef struct {
    Text at[NAME_WORDS_MAX];    // parts of the identifier, as it writes them
    int n;
} NameWords;

// Cuts at underscores, digits and where a capital follows a small letter; words beyond the sixteenth are left out.
NameWords name_words(Text identifier);

// The whole identifier or qualified name is one of the NULL-terminated table, letter for letter.
bool name_in(Text name, const char *const *table);

// The word, in any case, is one of the NULL-terminated table (small letters, singular).
bool word_in(Text word, const char *const *table);

// The same, or its plural is: workers, batches, queries.
bool word_or_plural_in(Text word, const char *const *table);

// Some word of the identifier is in the table, in the singular or plural.
bool name_has_word(Text identifier, const char *const *table);

// The identifier contains the letters, in any case: job_queue, WorkQueue and taskqueue contain "queue".
bool name_contains(Text identifier, const char *letters);

// A byte of an identifier, its first or another (Python reference, "Identifiers"); of a letter beyond ASCII any of its bytes.
enum { STARTS_IDENTIFIER = 1, CONTINUES_IDENTIFIER = 2 };
extern const uint8_t identifier_bytes[256];

static inline bool starts_identifier(char c)
{
    return identifier_bytes[(unsigned char)c] & STARTS_IDENTIFIER;
}

static inline bool continues_identifier(char c)
{
    return identifier_bytes[(unsigned char)c] & CONTINUES_IDENTIFIER;
}

// The next place at or behind *at where `name` stands in a source text as a whole identifier; false when there is none. *at is
// the offset of its first byte. Comments and strings are looked through like code: it is for questions to which more is safe.
bool identifier_find(Text source, Text name, ptrdiff_t *at);

// Whether the text has the word as an identifier of its own.
static inline bool text_has_word(Text t, const char *word)
{
    ptrdiff_t at = 0;
    return identifier_find(t, text_from(word), &at);
}

#endif
