// What names say of an origin, and how what several say goes together.
#include "python/listing.h"
#include "python/noun.h"
#include "python/origin.h"
#include "python/shape.h"
#include "python/word.h"

#include <string.h>

Origin origin_then(Origin first, Origin from)
{
    bool silent = !first.things && !first.data;
    first.things |= silent && from.things;
    first.data |= silent && from.data;
    first.picked |= silent && from.picked;
    first.listing |= from.listing;
    first.table |= from.table;
    first.files |= from.files;
    first.answer |= from.answer;
    first.part |= from.part;
    first.given |= from.given;
    first.few |= from.few;
    first.filled |= from.filled;
    first.chosen |= from.chosen;
    first.caller |= from.caller;
    return first;
}

// All that was seen on several ways.
Origin origin_both(Origin a, Origin b)
{
    bool picked = (a.picked && (b.picked || !b.data)) || (b.picked && !a.data);     // no other data beside them
    return (Origin){.things = a.things || b.things, .data = a.data || b.data, .picked = picked, .listing = a.listing || b.listing, .table = a.table || b.table, .files = a.files || b.files,
                    .answer = a.answer || b.answer, .part = a.part || b.part, .filled = a.filled || b.filled, .chosen = a.chosen || b.chosen,
                    .given = a.given || b.given, .few = a.few || b.few, .caller = a.caller || b.caller};
}

Origin origin_said_by(Text name)
{
    Noun noun = noun_of(name);
    bool configured = noun == NOUN_CONFIGURED;
    return (Origin){.things = noun == NOUN_THINGS || configured, .data = noun == NOUN_DATA, .picked = noun == NOUN_DATA && noun_is_picked(name),
                    .few = configured};
}

// `for url in shard_urls`: the name of what is iterated says the same, and more.
static bool says_less(const Node *target, const Node *iterable)
{
    while (iterable->kind == AST_CALL && call_is_view(iterable)) {
        iterable = iterable->call.func->attribute.value;
    }
    NameWords own = name_words(target->name.id), all = name_words(last_name(iterable));
    char word[64];
    if (own.n != 1 || all.n < 2 || own.at[0].n >= (ptrdiff_t)sizeof word) {
        return false;
    }
    ptrdiff_t n = own.at[0].n;
    memcpy(word, own.at[0].s, (size_t)n);
    word[n] = '\0';
    return word_or_plural_in(all.at[all.n - 1], (const char *const[]){word, NULL});
}

Origin origin_of_target(const Node *target, const Node *iterable)
{
    Origin o = {0};
    if (target->kind == AST_NAME) {     // an id is the id of anything, an index the place of a few
        bool refers = noun_is_identifier(target->name.id) || noun_is_index(target->name.id) || says_less(target, iterable);
        return refers && noun_of(target->name.id) == NOUN_DATA ? o : origin_said_by(target->name.id);
    }
    if (target->kind == AST_STARRED) {
        return origin_of_target(target->value.value, iterable);
    }
    if (target->kind == AST_TUPLE || target->kind == AST_LIST) {
        // of `for key, value in x.items()` the key counts: the value may be a container of other things
        int n = is_method_call(iterable, "items") ? 1 : target->sequence.elts.n;
        for (int i = 0; i < n && i < target->sequence.elts.n; i++) {
            o = origin_both(o, origin_of_target(target->sequence.elts.at[i], iterable));
        }
    }
    return o;
}
