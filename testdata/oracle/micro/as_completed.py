# as_completed hands the tasks out as they end.
import asyncio


async def child(delay):
    await asyncio.sleep(delay)


async def main():
    tasks = [asyncio.create_task(child(d)) for d in (0.3, 0.1, 0)]
    await asyncio.sleep(0)
    for one in asyncio.as_completed(tasks):
        await one
        await asyncio.sleep(0)


asyncio.run(main())
