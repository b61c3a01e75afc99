#include "python/word.h"

#include <string.h>

#define EITHER (STARTS_IDENTIFIER | CONTINUES_IDENTIFIER)

const uint8_t identifier_bytes[256] = {
    ['a' ... 'z'] = EITHER, ['A' ... 'Z'] = EITHER, ['_'] = EITHER, ['0' ... '9'] = CONTINUES_IDENTIFIER, [0x80 ... 0xFF] = EITHER,
};

static bool is_small(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_letter(char c)
{
    return is_small(c) || (c >= 'A' && c <= 'Z') || (c & 0x80);
}

NameWords name_words(Text identifier)
{
    NameWords words = {.n = 0};
    ptrdiff_t from = 0;
    for (ptrdiff_t i = 0; i <= identifier.n && words.n < NAME_WORDS_MAX; i++) {
        bool apart = i == identifier.n || !is_letter(identifier.s[i]);
        bool capital = !apart && i > from && is_small(identifier.s[i - 1]) && !is_small(identifier.s[i]) && !(identifier.s[i] & 0x80);
        if ((apart || capital) && i > from) {
            words.at[words.n++] = text_sub(identifier, from, i);
        }
        if (apart || capital) {
            from = apart ? i + 1 : i;
        }
    }
    return words;
}

bool name_in(Text name, const char *const *table)
{
    for (; *table; table++) {
        if (text_is(name, *table)) {
            return true;
        }
    }
    return false;
}

bool word_in(Text word, const char *const *table)
{
    for (; *table; table++) {
        if (text_eq_nocase(word, text_from(*table))) {
            return true;
        }
    }
    return false;
}

static bool ends_in(Text word, const char *ending)
{
    Text e = text_from(ending);
    return word.n > e.n && text_eq_nocase(text_sub(word, word.n - e.n, word.n), e);
}

bool word_or_plural_in(Text word, const char *const *table)
{
    if (word_in(word, table) || (ends_in(word, "s") && word_in(text_sub(word, 0, word.n - 1), table)) ||
        (ends_in(word, "es") && word_in(text_sub(word, 0, word.n - 2), table))) {
        return true;
    }
    if (ends_in(word, "ies")) {
        Text stem = text_sub(word, 0, word.n - 3);
        for (const char *const *w = table; *w; w++) {
            Text entry = text_from(*w);
            if (entry.n == stem.n + 1 && entry.s[stem.n] == 'y' && text_eq_nocase(text_sub(entry, 0, stem.n), stem)) {
                return true;
            }
        }
    }
    return false;
}

bool name_has_word(Text identifier, const char *const *table)
{
    NameWords words = name_words(identifier);
    for (int i = 0; i < words.n; i++) {
        if (word_or_plural_in(words.at[i], table)) {
            return true;
        }
    }
    return false;
}

bool name_contains(Text identifier, const char *letters)
{
    Text w = text_from(letters);
    for (ptrdiff_t i = 0; i + w.n <= identifier.n; i++) {
        if (text_eq_nocase(text_sub(identifier, i, i + w.n), w)) {
            return true;
        }
    }
    return false;
}

bool identifier_find(Text source, Text name, ptrdiff_t *at)
{
    while (name.n && *at + name.n <= source.n) {
        const char *p = memmem(source.s + *at, (size_t)(source.n - *at), name.s, (size_t)name.n);
        if (!p) {
            return false;
        }
        *at = p - source.s;
        ptrdiff_t end = *at + name.n;
        if ((*at == 0 || !continues_identifier(source.s[*at - 1])) && (end == source.n || !continues_identifier(source.s[end]))) {
            return true;
        }
        *at = end;
    }
    return false;
}
