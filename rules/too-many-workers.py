"""Fixture: workers on a queue. Every line that is not marked is silent."""
import asyncio

WORKERS = 200
queue = asyncio.Queue(maxsize=1)


async def worker():
    while True:
        job = await queue.get()
        await job()
        queue.task_done()


async def sentinel_worker(q: asyncio.Queue):
    while (job := await q.get()) is not None:
        await job()


async def once():
    job = await queue.get()
    await job()


async def too_many():
    tasks = [asyncio.create_task(worker()) for _ in range(WORKERS)]  # expect: too-many-workers
    await asyncio.wait(tasks)  # expect: wait-misuse


async def literal():
    async with asyncio.TaskGroup() as group:
        for _ in range(1000):
            group.create_task(sentinel_worker(queue))  # expect: too-many-workers


async def few():
    tasks = [asyncio.create_task(worker()) for _ in range(4)]  # ok: four
    await asyncio.wait(tasks)  # expect: wait-misuse


async def chosen(count):
    tasks = [asyncio.create_task(worker()) for _ in range(count)]  # ok: the caller chooses
    await asyncio.wait(tasks)  # expect: wait-misuse


async def per_connection(connections):
    tasks = [asyncio.create_task(worker()) for _ in connections]  # ok: unknown, and workers live long
    await asyncio.wait(tasks)  # expect: wait-misuse


async def one():
    task = asyncio.create_task(worker())  # ok: one
    await task


async def no_workers():
    tasks = [asyncio.create_task(once()) for _ in range(WORKERS)]  # expect: task-per-item
    await asyncio.wait(tasks)  # expect: wait-misuse
