import asyncio
import threading
from threading import Lock as ThreadLock

lock = threading.Lock()
alias = lock


class Store:
    def __init__(self, other):
        self.lock = ThreadLock()
        self.again = threading.RLock()
        self.ready = threading.Condition()
        self.slots = threading.Semaphore(3)
        self.bounded = threading.BoundedSemaphore(3)
        self.alock = asyncio.Lock()
        self.other = other
        self.items = []

    async def attributes(self, fetch):
        with self.lock:                         # expect: await-under-thread-lock
            self.items.append(await fetch())
        with self.again:                        # expect: await-under-thread-lock
            await fetch()
        with self.ready:                        # expect: await-under-thread-lock
            if self.items:
                await asyncio.sleep(1)
        with self.slots:                        # expect: await-under-thread-lock, blocking-wait
            async for item in fetch():
                self.items.append(item)
        with self.bounded:                      # expect: await-under-thread-lock, blocking-wait
            async with fetch() as item:
                self.items.append(item)

    async def asynchronous(self, fetch):
        async with self.alock:                  # ok: of asyncio
            await fetch()

    async def unknown(self, fetch):
        with self.other:                        # ok: an unknown object
            await fetch()

    async def short(self, fetch):
        with self.lock:                         # ok: nothing is awaited under it
            items = list(self.items)
        await fetch(items)

    async def nested(self, fetch):
        with self.lock:                         # ok: the nested function runs later, without it
            async def later():
                await fetch()
            self.items.append(later)

    async def released(self, fetch):
        with self.lock:                         # ok: released before the await
            self.lock.release()
            await fetch()
            self.lock.acquire()

    async def nothing(self):
        return len(self.items)

    async def never_suspends(self):
        with self.lock:                         # ok: what is awaited never suspends
            return await self.nothing()

    async def made(self, fetch):
        with self.lock:                         # ok: it makes the coroutine only
            coroutine = fetch()
        await coroutine


async def module_level(fetch):
    with lock:                                  # expect: await-under-thread-lock
        await fetch()
    with alias:                                 # expect: await-under-thread-lock
        await fetch()
    with open("x") as f, lock:                  # expect: await-under-thread-lock, blocking-file
        await fetch(f)


async def parameter(held: threading.Lock, other: asyncio.Lock, fetch):
    with held:                                  # expect: await-under-thread-lock
        return [x async for x in fetch()]


def synchronous(fetch):
    with lock:                                  # ok: no coroutine
        asyncio.run(fetch())


async def a_thread(fetch):
    def work():
        with lock:                              # ok: in a thread
            fetch()
    await asyncio.to_thread(work)
