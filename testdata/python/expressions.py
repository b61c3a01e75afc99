# Operators, their precedence, calls, displays, comprehensions.
a or b and not c or d
not a == b
a < b <= c != d is e is not f in g not in h > i >= j == k
a | b ^ c & d << e >> f + g - h * i / j // k % l @ m
a & b ^ c
a ^ b & c ^ (d ^ e & f)
-a ** -b ** c
~-+a
-1 .real
await_ = 1
a if b else c if d else e
lambda: 0
lambda a, /, b=1, *c, d, **e: (a, b)
lambda *, k: lambda: k
(lambda x: x)(1)
(a := 1, b := 2)
[y := f(x), y ** 2]
f(a := 1)
a[b := 1], a[1:2, ::3, ...], a[:], a[:, 1], a[*b], a[*b, c], a[()], a[1,]
f()(1)(a, *b, c=1, **d, e=2)
f(*a, b, *c or d, **e, **{})
f(a for a in b), f((a for a in b), c)
f(*g(x).y[1], *h + i)
a.b.c().d[e].f
(a . b
  .c)
((((a))))
(), (a,), (a), (a, b), (*a, b), [*a], [], [a, b,], {a}, {a, *b}, {}, {a: b, **c, **d | e}
*a, b
a,
[a for b in c if d if e for f, g in h], {a for a in b}, {a: b for a, b in c}
[[a for a in b] for b in c]
{**a, 'b': 1}
... if a else ...
None, True, False
x = a if b else lambda: c
a = b, = c
x = y, *z
(a
 + b  # comment
 - c)
a = \
  b
if a and \
   b: c
print(a, file=b)
f(print=1, match=2, type=3, case=4)
obj.print.match.type.exec
(a)(b)[c].d
not (a) in (b)
a < (b < c)
1 if a else 2
x = {'a': lambda: 0, 'b': lambda y: {'c': y}}
𝐚 + ﬁ + é


async def f():
    x = [i async for i in aiter() if await f(i)]
    y = yield x, z
    yield from x if y else z
    return (yield), await x.y(z)[0]
