"""as_completed over tasks; what follows each takes time."""
import asyncio
import time


async def work(seconds):
    await asyncio.sleep(seconds)


async def main():
    tasks = [asyncio.create_task(work(0.01 * n)) for n in (5, 1, 3, 1)]
    for future in asyncio.as_completed(tasks):
        await future
        time.sleep(0.015)
    await asyncio.sleep(0.1)


asyncio.run(main())
