"""A sleep(0) loop beside timers: they come in between its rounds."""
import asyncio
import time


async def spin():
    for _ in range(30):
        time.sleep(0.004)
        await asyncio.sleep(0)


async def timers():
    for _ in range(10):
        await asyncio.sleep(0.01)


async def main():
    tasks = [asyncio.create_task(spin()), asyncio.create_task(spin()), asyncio.create_task(timers())]
    await asyncio.gather(*tasks)


asyncio.run(main())
