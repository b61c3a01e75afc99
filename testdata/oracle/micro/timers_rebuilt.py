# After the heap was rebuilt the count of cancelled timers starts anew.
import asyncio


async def sleeper(delay):
    await asyncio.sleep(delay)


async def main():
    first = [asyncio.create_task(sleeper(5)) for _ in range(130)]
    second = [asyncio.create_task(sleeper(5)) for _ in range(20)]
    keep = [asyncio.create_task(sleeper(5)) for _ in range(90)]
    await asyncio.sleep(0.5)
    for task in first:
        task.cancel()
    await asyncio.sleep(0.1)
    for task in second:
        task.cancel()
    await asyncio.sleep(0.1)
    await asyncio.wait(keep)


asyncio.run(main())
