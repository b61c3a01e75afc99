# PEP 646: what is unpacked into an index, and into the annotation of `*args`.
x[a, *[b]]
x[*[b]]
x[*(a, b), c]
x[*f()]
x[*f().g, *h[1]]
x[*"abc"]
x[*-a]
x[*a | b, *[c] | d]
x[*[a] if b else c]
y = [a, *[b]]
y = [*[b]]
z: tuple[int, *tuple[str, ...]]
z: tuple[*tuple[str, ...]] = 1
z: A[*(int, str)]
def f(*args: *Ts): pass
def f(*args: *tuple[int, ...]): pass
def f(*args: *[a]) -> A[*[b]]: pass
del x[*[a]], y
x[*[a], 1:2]
x[1:2, *[a]]
x[
    *[a],
    # *c
    *{1, 2}
] = 1
print(x[*[a]][*b])
async def g():
    x[*await y]
    return x[a, *[b]]
if x[*[a]]: pass
