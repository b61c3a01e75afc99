# python: 3.13
# Annotations and type parameters (PEP 484, 604, 646, 695, 696).
type A = int
type B[T] = list[T] | None
type C[T: int, U: (int, str) = int, *Ts = *tuple[int, ...], **P = [int]] = dict[T, U]
def f[T = int](a: T, *args: *Ts) -> T: pass
def g[T: Sequence[T], *Ts](a: list[T] | None, b: int | dict[str, list[int]] | None = None, *c: *tuple[int]) -> A[B] | C: pass
async def h[**P](f: Callable[P, T], *args: P.args, **kw: P.kwargs) -> Awaitable[T]: pass
class D[T](Generic[T], metaclass=M[T]): x: T | A[T].B = "a = b"
class E[*Ts]: pass
a: list[int]
b: A[int] | B[str] | c = d
c: A[1:2, ..., "x"]
d: A[x] | b == c and e or f if g else h
e: "A[int]"
f: a.b[c].d | None = x
g: Callable[[int, str], None]
h: (int)
i: A[*Ts]
j: A[int,]
type = 1
type: int = 2
type(x)
