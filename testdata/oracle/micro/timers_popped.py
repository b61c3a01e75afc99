# Cancelled timers at the head of the heap are popped, and count no more.
import asyncio


async def sleeper(delay):
    await asyncio.sleep(delay)


async def main():
    first = [asyncio.create_task(sleeper(0.55)) for _ in range(40)]
    second = [asyncio.create_task(sleeper(5)) for _ in range(45)]
    keep = [asyncio.create_task(sleeper(5)) for _ in range(65)]
    await asyncio.sleep(0.5)
    for task in first:
        task.cancel()
    await asyncio.sleep(0.1)
    for task in second:
        task.cancel()
    await asyncio.sleep(0.1)
    await asyncio.wait(keep)


asyncio.run(main())
