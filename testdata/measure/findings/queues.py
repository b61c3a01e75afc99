"""Queues without a bound: filled here, filled elsewhere, and by an object."""
import asyncio
import time


class Service:
    def __init__(self):
        self.queue = asyncio.Queue()

    async def feed(self):
        for number in range(500):
            await self.queue.put(number)

    async def eat(self):
        while True:
            await self.queue.get()
            await asyncio.sleep(0.01)


async def local():
    queue = asyncio.Queue()

    async def consume():
        while True:
            await queue.get()
            time.sleep(0.001)

    task = asyncio.create_task(consume())
    for number in range(300):
        await queue.put(number)
    await asyncio.sleep(1)
    task.cancel()


async def nobody():
    return asyncio.Queue()
