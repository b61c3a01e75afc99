"""Fixture: asyncio.sleep(0) and what it hides. Every line that is not marked is silent."""
import asyncio
import time
from asyncio import sleep
from asyncio import sleep as pause

NOTHING = 0
TICK = 0.01


async def plain():
    await asyncio.sleep(0)  # expect: sleep-zero
    await asyncio.sleep(0.0)  # expect: sleep-zero
    await asyncio.sleep(-0.0)  # expect: sleep-zero
    await asyncio.sleep(-1)  # expect: sleep-zero
    await asyncio.sleep(False)  # expect: sleep-zero
    await asyncio.sleep(delay=0)  # expect: sleep-zero
    await asyncio.sleep(NOTHING)  # expect: sleep-zero
    await asyncio.sleep(NOTHING * 5)  # expect: sleep-zero
    await asyncio.sleep(0, result=3)  # expect: sleep-zero
    await sleep(0)  # expect: sleep-zero
    await pause(0)  # expect: sleep-zero
    await asyncio.sleep(1)  # ok: it sleeps
    await asyncio.sleep(TICK)  # ok: it sleeps
    await asyncio.sleep(1e-9)  # ok: a timer, however short
    await asyncio.sleep(NOTHING + TICK)  # ok: it sleeps


async def unknown(delay, options):
    await asyncio.sleep(delay)  # ok: unknown
    await asyncio.sleep(options.delay)  # ok: unknown
    await asyncio.sleep(delay * 0)  # ok: unknown, though it is odd
    await asyncio.sleep(max(0, delay))  # ok: unknown
    await asyncio.sleep(*options)  # ok: unknown


async def rebound(flag):
    delay = 0
    if flag:
        delay = 1
    await asyncio.sleep(delay)  # ok: two values can reach


async def other_sleeps():
    time.time()
    trio = object()
    await trio.sleep(0)  # ok: not asyncio's
    table = {"sleep": asyncio.sleep}  # ok: a reference
    return table


async def producer_of_unbounded(lines):
    queue = asyncio.Queue()  # expect: unbounded-queue
    for line in lines:
        await queue.put(line)
        await asyncio.sleep(0)  # expect: sleep-zero


async def consumer_of_unbounded(handle):
    queue = asyncio.Queue()  # expect: unbounded-queue
    while True:
        handle(await queue.get())
        await asyncio.sleep(0)  # expect: sleep-zero


async def consumer_of_what_comes(websocket, handle):
    queue = asyncio.Queue()  # expect: unbounded-queue/error

    async def receive():
        async for message in websocket:
            await queue.put(message)  # ok: without a sleep

    async def consume():
        while True:
            await handle(await queue.get())
            await asyncio.sleep(0)  # expect: sleep-zero/warning
    await asyncio.gather(receive(), consume())


async def polls(task):
    while not task.done():
        await asyncio.sleep(0)  # expect: sleep-zero/warning


async def goes_up(scope):
    while scope:
        if scope.cancelled:
            await asyncio.sleep(0)  # expect: sleep-zero/note
        else:
            scope = scope.parent
    while scope:
        await asyncio.sleep(TICK)  # ok: it sleeps


async def computes(rows):
    total = 0
    for row in rows:
        total += sum(row)
        await asyncio.sleep(0)  # expect: sleep-zero/warning
    return total


async def waits_for(task, queue):
    for _ in range(100):
        if task.done():
            break
        await asyncio.sleep(0)  # expect: sleep-zero/note
    for _ in range(task.passes):
        await asyncio.sleep(0)  # expect: sleep-zero/note
        if task.done():
            break
    while True:
        try:
            return queue.get(block=False)
        except LookupError:
            await asyncio.sleep(0)  # expect: sleep-zero


async def generates(rows):  # expect: unsafe-async-generator
    for row in rows:
        yield row
        await asyncio.sleep(0)  # expect: sleep-zero/note


async def generates_slowly(rows):  # expect: unsafe-async-generator
    for row in rows:
        yield row
        await asyncio.sleep(0.1)  # ok: it sleeps


async def some_passes():
    for _ in range(3):
        await asyncio.sleep(0)  # expect: sleep-zero


async def between_requests(session, urls):
    for url in urls:
        await session.get(url)
        await asyncio.sleep(0)  # expect: sleep-zero


class Settings:
    delay = 0
    PAUSE = 0

    async def run(self):
        await asyncio.sleep(self.delay)  # ok: a default, which an instance may replace
        await asyncio.sleep(self.PAUSE)  # expect: sleep-zero


def one_pass(loop):
    for _ in loop.sources:
        loop.run_until_complete(asyncio.sleep(0))  # expect: sleep-zero


async def never(flag):
    delay = 0
    delay += 1
    await asyncio.sleep(delay)  # ok: added to
    for pause in (0, 0):
        await asyncio.sleep(pause)  # ok: a loop's variable
    await asyncio.sleep(0 if flag else 1)  # ok: one of two
    await asyncio.sleep(delay=flag)  # ok: unknown
    await asyncio.sleep(float("nan"))  # ok: no number
    await asyncio.wait_for(flag, timeout=0)  # ok: no sleep
    await asyncio.sleep(0.0 + TICK)  # ok: it sleeps


async def inside_gather():
    await asyncio.gather(asyncio.sleep(0), asyncio.sleep(1))  # expect: sleep-zero


async def shadowing():
    async def sleep(n):
        return n
    await sleep(0)  # ok: another function of the same name


class Clock:
    async def sleep(self, n):
        return n

    async def run(self):
        await self.sleep(0)  # ok: a method of the same name
        note = "await asyncio.sleep(0)"  # ok: text
        return note
