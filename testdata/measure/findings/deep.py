"""Queues with a bound: deep ones whose jobs never suspend, and one that nothing will ever fill."""
import asyncio
import time


async def known():
    queue = asyncio.Queue(maxsize=64)
    worker = asyncio.create_task(work(queue))
    for number in range(200):
        await queue.put(number)
    await queue.join()
    worker.cancel()


async def work(queue):
    while True:
        await queue.get()
        time.sleep(0.01)
        queue.task_done()


async def of_unknown_number(jobs):
    queue = asyncio.Queue(300)
    workers = [asyncio.create_task(work(queue)) for _ in range(4)]
    for job in jobs:
        await queue.put(job)
    await queue.join()
    for worker in workers:
        worker.cancel()


async def of_unknown_length(jobs):
    queue = asyncio.Queue(50)

    async def run():
        while True:
            job = await queue.get()
            job.run()

    worker = asyncio.create_task(run())
    for job in jobs:
        await queue.put(job)
    worker.cancel()


class Held:
    def __init__(self):
        self.queue = asyncio.Queue(1_000_000)

    async def feed(self, rows):
        for row in rows:
            await self.queue.put(row)

    async def eat(self):
        while True:
            await self.queue.get()
            await asyncio.sleep(0.01)


limit = asyncio.Semaphore(1_000_000)
