"""Fixture: loops that keep the event loop to themselves. Every line that is not marked is silent."""
import asyncio
import sys

ready = False


class Player:
    def __init__(self, queue):
        self.paused = False
        self.closed = False
        self.event = asyncio.Event()
        self.queue = queue
        self.buffer = b""

    def pause(self):
        self.paused = not self.paused

    async def step(self):
        await asyncio.sleep(1)

    async def run(self):
        while True:                                         # expect: endless-loop-without-await
            if not self.paused:
                await self.step()

    async def run_or_skip(self):
        while True:                                         # expect: endless-loop-without-await
            if self.paused:
                continue
            await self.step()

    async def choose(self):
        while True:                                         # expect: endless-loop-without-await
            if self.paused:
                await asyncio.sleep(1)
            elif self.closed:
                await self.step()

    async def nested(self):
        while True:                                         # expect: endless-loop-without-await
            if not self.paused:
                if not self.closed:
                    await self.step()

    async def in_try(self):
        while True:                                         # expect: endless-loop-without-await
            try:
                if not self.paused:
                    await self.step()
            finally:
                pass

    async def spin(self):
        while not self.paused:                              # expect: endless-loop-without-await
            pass
        while not self.event.is_set():                      # expect: endless-loop-without-await
            pass
        while True:                                         # expect: endless-loop-without-await
            if self.closed:
                break
        while not (self.paused or self.closed):             # expect: endless-loop-without-await
            ...

    async def always(self):
        while True:                                         # ok: it waits on every way round
            if self.paused:
                await asyncio.sleep(1)
            else:
                await self.step()

    async def waits_first(self):
        while True:                                         # ok: it waits before it asks
            await self.event.wait()
            if self.paused:
                continue
            print("playing")

    async def leaves(self):
        while True:                                         # ok: the other way leads out
            if self.paused:
                return
            await self.step()

    async def excluded(self):
        while True:                                         # ok: when the first asks so, the second does not
            if self.event is None:
                self.event = await self.step()      # expect: check-await-set
            if self.event is None:
                continue
            await self.event.wait()

    async def works(self):
        while True:                                         # ok: what it takes may be what ends it
            item = self.queue.pop()
            if not item:
                await self.step()
        while not self.closed:                              # ok: work() may close it
            self.work()

    async def counts(self, n):
        i = 0
        while not i >= n:                                   # ok: a computation
            i += 1

    def work(self):
        self.closed = True

    async def inner(self):
        while True:                                         # ok: two loops' tests may exclude each other
            if self.paused:
                await self.step()
            while not self.closed:
                await self.step()


async def endless(numbers, handle):
    while True:                                             # expect: endless-loop-without-await
        for number in numbers:
            handle(number)


async def counts():
    n = 0
    while 1:                                                # expect: endless-loop-without-await
        n += 1


async def nothing():
    while True:                                             # expect: endless-loop-without-await
        pass


async def only_inside(handle):
    while True:                                             # expect: endless-loop-without-await
        async def later():
            await asyncio.sleep(1)
        handle(later)


async def awaits(numbers, source, lock, handle):
    while True:                                             # ok: it waits for its source
        handle(await source.get())
    while True:                                             # ok: an async for
        async for number in numbers:
            handle(number)
    while True:                                             # ok: an async with
        async with lock:
            handle(1)
    while True:                                             # ok: an async comprehension
        handle([number async for number in numbers])


async def generates():                                     # expect: unsafe-async-generator
    n = 0
    while True:                                             # ok: whoever iterates may await between two of them
        yield n
        n += 1


async def ends(data, parse, q):
    while True:                                             # ok: a way out
        data, rest = parse(data)
        if not rest:
            break
    while True:                                             # ok: a way out
        if not parse(data):
            raise ValueError(data)
    while True:                                             # ok: a way out
        parse(data) or sys.exit(1)
    try:
        while True:                                         # ok: an exception is the way out
            parse(q.get_nowait())
    except asyncio.QueueEmpty:
        pass
    while data:                                             # ok: not to be told
        parse(data)


async def inner_break(numbers, handle):
    while True:                                             # expect: endless-loop-without-await
        for number in numbers:
            if number:
                break
        handle(numbers)


def in_thread(handle):
    while True:                                             # ok: no coroutine
        handle()


async def runs_elsewhere(handle):
    def work():
        while True:                                         # ok: a thread's function
            handle()
    await asyncio.to_thread(work)
    return lambda: [work() for _ in iter(int, 1)]
