"""Who puts into the queue stands in a class of its own, which nothing but the measuring needs to read."""
import asyncio
import time


class Pool:
    def __init__(self):
        self.jobs = asyncio.Queue(100)

    async def run(self):
        while True:
            await self.jobs.get()
            time.sleep(0.01)


class Feeder(Pool):
    async def feed(self):
        for number in range(300):
            await self.jobs.put(number)
