# wait for all of the tasks.
import asyncio


async def child(delay):
    await asyncio.sleep(delay)


async def main():
    await asyncio.wait([asyncio.create_task(child(d)) for d in (0.2, 0.1)])


asyncio.run(main())
