"""A task group with tasks of its tasks. From 3.11."""
import asyncio
import time


async def leaf(seconds):
    await asyncio.sleep(seconds)
    time.sleep(0.002)


async def branch(group, count):
    for _ in range(count):
        group.create_task(leaf(0.02))
    await asyncio.sleep(0.01)


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(branch(group, 3))
        group.create_task(leaf(0.1))
        await leaf(0.01)
    await asyncio.sleep(0.01)


asyncio.run(main())
