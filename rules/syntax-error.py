# What Python's own compiler refuses is reported where the parser lost track; what it takes is not, however odd.
import asyncio


async def starred(*args, **kwargs):     # ok: new and old syntax side by side
    match args:                         # ok: a soft keyword as a statement
        case [first, *rest]:
            return first, rest
    match = type = case = 1             # ok: soft keywords as names
    return [*args, match, type, case], {**kwargs}


async def broken():
    x = = 1                             # expect: syntax-error
    await asyncio.sleep(1)


def after(a, /, b, *, c):               # ok: after an error the rest is read as it stands
    return f"{a!r:>{b}} {c=}"


class Generic[T]:                       # ok: PEP 695, new in 3.12
    type Alias[S] = list[S]
