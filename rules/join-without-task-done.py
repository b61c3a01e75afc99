import asyncio
import queue as threads


async def nobody(items, handle):
    queue = asyncio.Queue(maxsize=9)

    async def work():
        while True:
            await handle(await queue.get())

    task = asyncio.create_task(work())
    for item in items:
        await queue.put(item)
    await queue.join()  # expect: join-without-task-done
    task.cancel()


async def done_nearby(items, handle):
    queue = asyncio.Queue(maxsize=9)

    async def work():
        while True:
            await handle(await queue.get())
            queue.task_done()

    task = asyncio.create_task(work())
    for item in items:
        await queue.put(item)
    await queue.join()  # ok: the worker says so
    task.cancel()


async def worker(source, handle):
    while True:
        await handle(await source.get())


async def careful_worker(source, handle):
    while True:
        item = await source.get()
        try:
            await handle(item)
        finally:
            source.task_done()


async def passed(items, handle):
    queue = asyncio.Queue(maxsize=9)
    task = asyncio.create_task(worker(queue, handle))
    for item in items:
        await queue.put(item)
    await queue.join()  # expect: join-without-task-done
    task.cancel()


async def passed_by_name(items, handle):
    queue = asyncio.Queue(maxsize=9)
    task = asyncio.create_task(worker(handle=handle, source=queue))
    for item in items:
        await queue.put(item)
    await asyncio.wait_for(queue.join(), 5)  # expect: join-without-task-done
    task.cancel()


async def passed_to_careful(items, handle):
    queue = asyncio.Queue(maxsize=9)
    task = asyncio.create_task(careful_worker(queue, handle))
    for item in items:
        await queue.put(item)
    await queue.join()  # ok: the worker that it is passed to says so
    task.cancel()


async def passed_away(items, start):
    queue = asyncio.Queue(maxsize=9)
    start(queue)
    for item in items:
        await queue.put(item)
    await queue.join()  # ok: whoever has it may say so


async def given(queue: asyncio.Queue):
    await queue.join()  # ok: the caller's queue


async def alias(owner):
    queue = asyncio.Queue(maxsize=9)
    if owner:
        queue = owner.queue
    await queue.put(1)
    await queue.join()  # ok: it may be another one


async def shut_down():
    queue = asyncio.Queue(maxsize=9)
    await queue.put(1)
    queue.shutdown(immediate=True)
    await queue.join()  # ok: the shutdown counts all items as done


class Pool:
    def __init__(self):
        self._jobs = asyncio.Queue(maxsize=9)
        self._careful = asyncio.Queue(maxsize=9)
        self.jobs = asyncio.Queue(maxsize=9)

    async def run(self, handle):
        while True:
            await handle(await self._jobs.get())

    async def run_carefully(self, handle):
        while True:
            await handle(await self._careful.get())
            self._careful.task_done()

    async def stop(self):
        await self._jobs.join()  # expect: join-without-task-done
        await self._careful.join()  # ok: run_carefully() says so
        await self.jobs.join()  # ok: the worker is somewhere else


class Counting(asyncio.Queue):
    async def get(self):
        item = await super().get()
        self.task_done()
        return item


async def own_class():
    queue = Counting(maxsize=9)
    await queue.put(1)
    print(await queue.get())
    await queue.join()  # ok: the class does it itself


def other_joins(names, thread):
    jobs = threads.Queue()
    thread.join()  # ok: a thread
    jobs.join()  # ok: a queue for threads
    return ", ".join(names)  # ok: a text
