"""Fixture: tasks that take a semaphore first. Every line that is not marked is silent."""
import asyncio
import hashlib
import time

shared = asyncio.Semaphore(5)


def crunch(x):
    return hashlib.sha256(str(x).encode()).digest()


async def article(jobs):
    sem = asyncio.Semaphore(4)

    async def process(job):
        await sem.acquire()  # expect: semaphore-without-with
        crunch(job)
        sem.release()

    tasks = []
    for job in jobs:
        tasks.append(asyncio.create_task(process(job)))  # expect: semaphore-behind-tasks
    await asyncio.wait(tasks)


async def with_statement(jobs):
    async def process(job):
        async with shared:
            return crunch(job)

    return await asyncio.gather(*(process(j) for j in jobs))  # expect: semaphore-behind-tasks


async def guarded(semaphore, job):
    async with semaphore:
        await asyncio.sleep(1)
        return crunch(job)


async def suspends(jobs):
    semaphore = asyncio.Semaphore(10)
    await asyncio.gather(*[guarded(semaphore, j) for j in jobs])  # expect: semaphore-behind-tasks


async def pure(job):  # expect: async-without-await
    return crunch(job)


async def through_a_call(jobs):
    async def process(job):
        async with shared:
            return await pure(job)  # a coroutine that never suspends: no turn is given up

    async with asyncio.TaskGroup() as group:
        for job in jobs:
            group.create_task(process(job))  # expect: semaphore-behind-tasks


async def one_deeper(jobs):
    async def take():
        await shared.acquire()

    async def process(job):
        counter = time.monotonic()
        await take()
        try:
            return crunch((job, counter))
        finally:
            shared.release()

    return await asyncio.gather(*(process(j) for j in jobs))  # expect: semaphore-behind-tasks


async def acquired_before(jobs):
    sem = asyncio.Semaphore(4)

    async def process(job):
        try:
            return crunch(job)
        finally:
            sem.release()

    async with asyncio.TaskGroup() as group:
        for job in jobs:
            await sem.acquire()
            group.create_task(process(job))  # ok: acquired before the task is made


async def few():
    await asyncio.gather(*(guarded(shared, j) for j in range(3)))  # ok: three


async def single(job):
    async with shared:  # ok: no fan-out here
        return crunch(job)


async def awaited(jobs):
    for job in jobs:
        await guarded(shared, job)  # ok: one at a time


async def a_batch_at_a_time(jobs):
    for i in range(0, len(jobs), 20):
        await asyncio.gather(*(guarded(shared, j) for j in jobs[i:i + 20]))  # ok: twenty at most


async def waits_first(jobs):
    async def process(job):
        await asyncio.sleep(1)
        async with shared:
            return crunch(job)

    await asyncio.gather(*(process(j) for j in jobs))  # expect: unbounded-gather


async def other_lock(jobs):
    lock = asyncio.Lock()

    async def process(job):
        async with lock:  # ok: a lock, which guards a thing and was not meant to bound
            return crunch(job)

    await asyncio.gather(*(process(j) for j in jobs))  # expect: unbounded-gather


class Application:
    def __init__(self):
        self.limit = asyncio.Semaphore(8)
        self.tasks = set()

    async def _guard(self, coro):
        try:
            return await coro
        except OSError:
            return None

    def spawn(self, coro):
        task = asyncio.get_running_loop().create_task(self._guard(coro))  # expect: task-set-leak
        self.tasks.add(task)
        return task

    async def process(self, update):
        async with self.limit:
            await asyncio.sleep(update)

    async def wrapper(self, update):
        try:
            await self.process(update)
        finally:
            print(update)

    async def accept(self, queue):
        while True:
            self.spawn(self.wrapper(await queue.get()))  # expect: semaphore-behind-tasks

    async def accept_with_limit(self, queue):
        while True:
            update = await queue.get()
            await self.limit.acquire()
            self.spawn(self.wrapper(update))  # ok: acquired before the task is made


async def stream(source):
    async def process(job):
        async with shared:
            return crunch(job)

    async for job in source:
        tasks = asyncio.create_task(process(job))  # expect: semaphore-behind-tasks
        print(tasks)


async def decorated_worker(jobs, traced):
    semaphore = asyncio.Semaphore(4)

    @traced
    async def process(job):
        async with semaphore:
            return await job

    await asyncio.gather(*(process(j) for j in jobs))  # expect: semaphore-behind-tasks


async def handed_to_a_function(jobs, traced):
    @traced
    async def process(job):
        return await job

    await asyncio.gather(*(process(j) for j in jobs))  # expect: unbounded-gather


async def decorated_and_few(traced):
    semaphore = asyncio.Semaphore(4)

    @traced
    async def process(job):
        async with semaphore:
            return await job

    await asyncio.gather(*(process(j) for j in range(3)))  # ok: three
    return process  # ok: no fan-out here
