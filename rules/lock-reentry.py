import asyncio
import contextlib

shared = asyncio.Lock()


class Store:
    def __init__(self, other: "Store"):
        self.lock = asyncio.Lock()
        self.second = asyncio.Lock()
        self.slots = asyncio.Semaphore(3)
        self.other = other

    async def put(self):
        async with self.lock:
            await self.flush()  # expect: lock-reentry

    async def flush(self):
        async with self.lock:  # ok: once
            await asyncio.sleep(1)

    async def twice(self):
        async with self.lock:
            await asyncio.sleep(1)
            async with self.lock:  # expect: lock-reentry
                await asyncio.sleep(1)

    async def by_another(self):
        async with self.lock:
            value = await self._step()  # expect: lock-reentry
            return value

    async def _step(self):
        await asyncio.sleep(1)
        return await self.flush()

    async def one_after_the_other(self):
        async with self.lock:
            await asyncio.sleep(1)
        await self.flush()  # ok: released before
        async with self.lock:  # ok: released before
            await asyncio.sleep(1)

    async def two_locks(self):
        async with self.second:
            await self.flush()  # ok: another lock

    async def of_another_object(self):
        async with self.lock:
            await self.other.flush()  # ok: another object

    async def as_a_task(self):
        async with self.lock:
            task = asyncio.create_task(self.flush())  # ok: another task, which waits for this one
        await task

    async def in_a_function(self):
        async with self.lock:
            async def later():
                await self.flush()  # ok: runs whenever somebody calls it
        return later

    async def places(self):
        async with self.slots:
            async with self.slots:  # ok: there may be room
                await asyncio.sleep(1)

    async def overridden(self):
        async with self.lock:
            await asyncio.sleep(1)

    async def calls_overridden(self):
        async with self.lock:
            await self.overridden()  # ok: a derived class does not take it
            await self.decorated()  # ok: nobody knows what the decorator makes of it

    @contextlib.asynccontextmanager
    async def decorated(self):
        async with self.lock:
            yield

    async def with_lock(self, acquire=True):
        if acquire:
            async with self.lock:
                return await asyncio.sleep(1)
        return await asyncio.sleep(1)

    async def ready(self):
        if self.lock.locked():
            return
        async with self.lock:
            await asyncio.sleep(1)

    async def calls_on_condition(self):
        async with self.lock:
            await self.with_lock(acquire=False)  # ok: it does not take the lock then
            await self.ready()  # ok: it asks first
            if self.other:
                await self.flush()  # expect: lock-reentry

    async def in_blocks(self):
        try:
            print("before")
        finally:
            async with self.second:
                await asyncio.sleep(1)

    async def calls_blocks(self):
        async with self.second:
            await self.in_blocks()  # expect: lock-reentry


class Derived(Store):
    async def overridden(self):
        await asyncio.sleep(1)


async def outer():
    async with shared:
        await inner()  # expect: lock-reentry


async def inner():
    async with shared:  # ok: once
        await asyncio.sleep(1)


async def parameter(lock: asyncio.Lock, other: asyncio.Lock):
    async with lock, other:  # ok: two locks
        await asyncio.sleep(1)
