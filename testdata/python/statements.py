# Every simple and compound statement.
from __future__ import annotations
import a, b.c as d, e . f
from .. import g
from ...h.i import (j, k as l,)
from m import *

x = y = z = 1; w = 2
x, *y = z
(a) = [b, (c)] = d
a.b[0]: int
a: "str" = 3 if 0 else 4 if False else 5
n @= m; n //= 2; n **= -1; n >>= 1; n <<= 1; n &= 1; n |= 1; n ^= 1; n %= 1; n -= 1; n /= 1; n *= 1
del a, (b, c), d[0], e.f
assert x, "message"
assert (x, y)
pass
raise
raise E
raise E(1) from None


@dec
@dec.orator(1)[2]
async def f(a, b=1, /, c: int = 2, *args: int, d, e=3, **kw: str) -> "T":
    global g1, g2
    async with a as b, c: pass
    async for i, in x: continue
    else: pass
    await x ** 2
    return
    return *a, b


def g(*, key): yield
def h(
    a,  # first
    b,
): return a; return b


class A: pass
class B(A, metaclass=M, *bases, **kw):
    """doc"""
    x: int

    def m(self):
        nonlocal_ = super().m()

        def inner():
            nonlocal nonlocal_
            nonlocal_ = 1
        return inner


if a: pass
elif b: pass
elif c:
    pass
else:
    if d:
        pass
    else:
        pass

for x in a, b: break
for (x), [y, *z] in *a, b:
    pass
else:
    pass

while (n := f()) and not n: n -= 1
else: n

try:
    pass
except: pass
try: x
except (A, B) as e: y
except C:
    z
else:
    w
finally:
    v

with a: pass
with a, b as c, d as (e, f): pass
with (a, b as c,): pass
with (a): pass
with (a, b): pass
with (a, b) as c: pass
with (yield_) as d.e, f() as g[0]: pass
with (open(a)
      as f,
      b): pass

print(a); print
print >> f, x
exec("x")
match = type = case = _ = 1
match(x); match[x]; match.x; match, x; match -x
type(x).y = 1
type[0] = 2
print: int = 3

if x:
    # a comment at the start
    y
    # in the middle

  # off to the left
    z
# at the left
    w
    # at the end
