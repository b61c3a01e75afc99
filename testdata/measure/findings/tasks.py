"""Tasks without a bound: what is known, what is assumed, and what a job hides."""
import asyncio
import time

import client

LIMIT = asyncio.Semaphore(4)


async def compute():
    time.sleep(0.005)


async def fetch(url):
    await client.get(url)
    time.sleep(0.002)


async def idle(number):
    await asyncio.sleep(1)


async def guarded():
    async with LIMIT:
        time.sleep(0.01)


async def known():
    async with asyncio.TaskGroup() as group:
        for _ in range(400):
            group.create_task(compute())


async def assumed(urls):
    return await asyncio.gather(*(fetch(url) for url in urls))


async def quiet():
    await asyncio.gather(*(idle(n) for n in range(100)))


async def behind():
    await asyncio.gather(*(guarded() for _ in range(50)))


async def unknown(urls):
    await asyncio.gather(*(client.get(url) for url in urls))
