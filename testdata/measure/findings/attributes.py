"""Queues in attributes: producers that are callbacks, consumers that are elsewhere, and nobody at all."""
import asyncio
import time


class Bridge:
    def __init__(self):
        self.messages = asyncio.Queue()

    def on_message(self, message):
        self.messages.put_nowait(message)

    async def run(self):
        while True:
            message = await self.messages.get()
            time.sleep(0.002)
            await self.store(message)

    async def store(self, message):
        await asyncio.sleep(0.003)


class Source:
    def __init__(self):
        self.rows = asyncio.Queue()

    async def fill(self):
        for number in range(50):
            await self.rows.put(number)

    def __aiter__(self):
        return self.rows


class Both:
    def __init__(self):
        self.jobs = asyncio.Queue()

    async def produce(self):
        for number in range(30):
            await self.jobs.put(number)

    async def consume(self):
        while True:
            await self.jobs.get()
            await asyncio.sleep(0.01)


class Unused:
    def __init__(self):
        self.inbox = asyncio.Queue()


async def handed_out(registry):
    queue = asyncio.Queue()
    registry.add(queue)
    return queue


async def handed_over(consumer):
    messages = asyncio.Queue()
    await consumer.subscribe(messages.put)
    for _ in range(5):
        await messages.get()
        await asyncio.sleep(0.001)


class Stream:
    def __init__(self):
        self.items = asyncio.Queue()

    async def feed(self, source):
        async for item in source:
            await self.items.put(item)

    def __aiter__(self):
        return self

    async def __anext__(self):                  # called for each item: 10 ms later than the last
        return await self.items.get()
