# Cancelling who waits for a group cancels its children. From 3.11.
import asyncio


async def slow():
    await asyncio.sleep(1)


async def parent():
    async with asyncio.TaskGroup() as group:
        group.create_task(slow())
        group.create_task(slow())


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass


asyncio.run(main())
