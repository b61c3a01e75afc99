#include "python/memo.h"

struct Memos *memos_of(ProjectReader *r)
{
    if (!r->memos) {
        struct Memos *t = NEW(r->file, struct Memos, 1);
        *t = (struct Memos){.arena = r->file, .lowest = INT_MAX};
        r->memos = t;
    }
    return r->memos;
}

static uint32_t find(const struct Memos *t, const Node *n)
{
    uint64_t address = (uint64_t)(uintptr_t)n;
    uint32_t i = (uint32_t)((address >> 4) * 0x9E3779B97F4A7C15u >> 32) & t->mask;
    while (t->slot[i] && t->slot[i]->node != n) {
        i = (i + 1) & t->mask;
    }
    return i;
}

static void grow(struct Memos *t)
{
    struct Memos old = *t;
    uint32_t size = old.n ? (old.mask + 1) * 2 : 256;
    t->slot = NEW(t->arena, Memo *, size);
    t->mask = size - 1;
    for (uint32_t i = 0; old.n && i <= old.mask; i++) {
        if (old.slot[i]) {
            t->slot[find(t, old.slot[i]->node)] = old.slot[i];
        }
    }
}

static Memo *memo_new(struct Memos *t, const Node *n)
{
    Memo *memo = NEW(t->arena, Memo, 1);
    memo->node = n;
    return memo;
}

Memo *memo_of(struct Memos *t, Module *m, const Node *n)
{
    if (m->memos) {
        m->memos[n->id] = m->memos[n->id] ? m->memos[n->id] : memo_new(t, n);
        return m->memos[n->id];
    }
    if (!t->slot || t->n * 2 > t->mask) {
        grow(t);
    }
    uint32_t i = find(t, n);
    if (!t->slot[i]) {
        t->slot[i] = memo_new(t, n);
        t->n++;
    }
    return t->slot[i];
}

int memo_begin(struct Memos *t, Memo *memo)
{
    int before = t->lowest;
    t->lowest = INT_MAX;
    memo->state = MEMO_RUNNING;
    memo->level = t->level++;
    return before;
}

// Forgets the provisional answers of an expression at `level` that is known now: they are the last ones.
static void forget_since(struct Memos *t, int level)
{
    while (t->provisional.n && t->provisional.at[t->provisional.n - 1]->level >= level) {
        t->provisional.at[--t->provisional.n]->state = MEMO_OPEN;
    }
}

void memo_end(struct Memos *t, Memo *memo, int before, Ref answer)
{
    int level = --t->level;
    memo->ref = answer;
    if (t->lowest >= level) {
        forget_since(t, level);
        memo->state = MEMO_KNOWN;
    } else {
        memo->state = MEMO_PROVISIONAL;
        memo->level = t->lowest;
        *list_push(t->arena, &t->provisional) = memo;
        before = t->lowest < before ? t->lowest : before;
    }
    t->lowest = before;
}
