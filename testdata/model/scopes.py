"""Which name means which binding: global and nonlocal, class scopes, comprehensions, lambdas, shadowing, del, walrus."""
import asyncio
import asyncio as aio
import concurrent.futures
import os.path as paths

LIMIT = 4
shared = asyncio.Queue()


def reads_module():
    return LIMIT, shared


def shadows():
    LIMIT = 8
    return LIMIT


def rebinds():
    global LIMIT, made_here
    LIMIT = 16
    made_here = asyncio.Lock()
    return LIMIT


def outer():
    count = 0
    kept = asyncio.Event()

    def inner():
        nonlocal count
        count += 1
        return count, kept

    def hides():
        kept = None
        return kept
    return inner, hides


class Holder:
    size = 3
    twice = size * 2
    listed = [size for _ in range(size)]

    def method(self):
        return size

    def own(self, size):
        return size


size = asyncio.Semaphore(2)
parts = [part for part in shared for part in part if part]
table = {key: value for key, value in shared}
nested = [[cell for cell in row] for row in shared]
call = lambda first, *rest, last=LIMIT: (first, rest, last)

if (held := asyncio.Condition()):
    held

walrus = [last := item for item in shared]
last

del table
table


def imports_here():
    from asyncio import Event as Flag
    import concurrent.futures.thread
    return Flag, concurrent.futures.thread.ThreadPoolExecutor


def parameters(a, /, b: "asyncio.Queue", *args, c=shared, **kwargs) -> asyncio.Task:
    return a, b, args, c, kwargs


with asyncio.Runner() as runner, open("x") as (one, two):
    runner, one, two

for index, (left, *right) in enumerate(shared):
    index, left, right
else:
    index

try:
    import uvloop
except ImportError as error:
    uvloop = None
    error

match shared:
    case [head, *tail]:
        head, tail
    case {"key": found, **others}:
        found, others
    case Holder(size=3) as matched:
        matched


@paths.join
def decorated(value=LIMIT):
    return aio, value


async def comprehension_scope(rows):
    row = 1
    total = [row async for row in rows if await row]
    return row, total
