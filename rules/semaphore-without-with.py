"""Fixture: locks that exceptions leave taken. Every line that is not marked is silent."""
import asyncio
import threading

limit = asyncio.Semaphore(3)


class Pool:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.limit = asyncio.BoundedSemaphore(3)
        self.thread_lock = threading.Lock()

    async def plain(self, job):
        await self.lock.acquire()  # expect: semaphore-without-with
        await job()
        self.lock.release()

    async def at_once(self, job):
        await self.lock.acquire()  # ok: nothing can happen in between
        self.lock.release()
        await job()

    async def counted(self):
        await self.lock.acquire()  # ok: nothing raises in between
        self.count = 1
        self.lock.release()

    async def called(self, job):
        await self.limit.acquire()  # expect: semaphore-without-with
        job()
        self.limit.release()

    async def in_time(self, job):
        await asyncio.wait_for(self.limit.acquire(), 5)  # expect: semaphore-without-with
        await job()
        self.limit.release()

    async def finally_released(self, job):
        await self.lock.acquire()  # ok: given back in a finally
        try:
            await job()
        finally:
            self.lock.release()

    async def handled(self, job):
        await self.lock.acquire()  # ok: the handler gives it back, too
        try:
            await job()
        except BaseException:
            self.lock.release()
            raise
        self.lock.release()

    async def held(self):
        await self.lock.acquire()  # ok: another function gives it back

    async def done(self):
        self.lock.release()

    async def by_callback(self, job):
        await limit.acquire()  # ok: the task's callback gives it back
        task = asyncio.create_task(job())
        task.add_done_callback(lambda _: limit.release())
        await task

    async def another(self, other, job):
        await other.acquire()  # ok: nobody knows what it is
        await job()
        other.release()

    async def two(self, job):
        await self.lock.acquire()  # ok: another lock is given back
        await job()
        self.limit.release()

    async def entered(self, job):
        async with self.lock:  # ok: entered
            await job()


async def module_wide(job):
    await limit.acquire()  # expect: semaphore-without-with
    result = await job()
    limit.release()
    return result


async def own(job):
    lock = asyncio.Lock()
    await lock.acquire()  # ok: nobody else has it
    await job()
    lock.release()


async def passed(job, lock: asyncio.Lock):
    await lock.acquire()  # expect: semaphore-without-with
    await job()
    lock.release()


async def test_lock(job):
    async def holds():
        await limit.acquire()  # ok: a test
        await job()
        limit.release()
    await holds()
