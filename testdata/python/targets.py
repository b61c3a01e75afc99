# Stars before brackets in what is assigned to.
a, *(b, c) = seq
*(b, c), a = seq
* [b, c], = seq
a, *[b, c] = seq
[a, *(b, c)] = seq
a, *(b) = seq
a, *((b, c)) = seq
a, *(b.c, [d, *e[0]]) = *[f], g = seq
a, *\
    [b] = seq; x = a, *(b); y = 1
if a: b, *(c, d) = seq
if a: *(b, c), d = seq
x: int = 1; a, *(b, c) = seq
x: [*(a)] = b
for a, *(b, c) in seq: pass
for x, *[b, *c] in [*(d), e]: pass
for (a, *(b, c)) in *d, *(e): pass
with f() as (a, *(b, c)): pass
x = [y for a, *(b, c) in z if a in [*(c), d]]
x = [*(a), b]
x = a, *(b), lambda q=1: 0
x = a, lambda: [b for *(c, d), e in f]
x[f(*(b))], *(c, d) = 3, 4
x[[a, *(b)][0]] = 4
t[a, *(b)] = 4
f(*(a), k=1)
f(*(a), *[b for b in c])
print(*(a), sep=1)
before, *(xfor, yin) = seq


async def g():
    return [x async for a, *(
        b, c
    ) in seq]
