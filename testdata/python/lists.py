# Expression lists outside of brackets with stars before anything, and names that take a whole conditional.
async def f():
    yield None, history, *[skip() for _ in outputs]
    yield *[1], 2
    x = yield a, *(b for b in c)
    x = a, *b | c, *[d][0], *-e, *"f", *{1: 2}, *await g, *(h), *i.j(k)
    x += *[1], *(2, 3)
    *[a], b
    for x in a, *[1], *[2]: pass
    x = y = *[], a
    x = a * [b], c * (d), e ** [f]
    x = (a, *[b]); g(a, *[b], **{}); [*[c], *d]
    if a: x = b, *[c]


def g(*, a=1): return a, *[b]


h = lambda *a, b: 0
if (x := a if b else c): pass
f(x := a if b else c, (y := lambda: 0 if a else b), z=(w := 1 if a else 2))
(x := a or b and not c)
[y for x in z if (q := a if b else c if d else e)]
x[y := a if b else c], {y := a if b else c}
((x := a) if b else c)
(x := (a if b else c))


def annotated(a: A["b"] | (C[int] | None), d: (A | None), e: A[x] | (b) | c, f: A[x] | b | (c)) -> A[x] | (None): pass
