# A group waits for its tasks. From 3.11.
import asyncio


async def child(delay):
    await asyncio.sleep(delay)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(child(0))
        group.create_task(child(0.1))
        await asyncio.sleep(0)


asyncio.run(main())
