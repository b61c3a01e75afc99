# wait that runs out of time leaves the tasks alone.
import asyncio


async def child(delay):
    await asyncio.sleep(delay)


async def main():
    tasks = [asyncio.create_task(child(d)) for d in (0.1, 1)]
    await asyncio.wait(tasks, timeout=0.5)
    await asyncio.wait(tasks, timeout=5)


asyncio.run(main())
