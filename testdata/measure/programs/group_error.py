"""A task group whose child fails. From 3.11."""
import asyncio
import time


async def steady():
    try:
        await asyncio.sleep(1)
    finally:
        time.sleep(0.004)


async def failing():
    await asyncio.sleep(0.1)
    raise OSError("gone")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(3):
                group.create_task(steady())
            group.create_task(failing())
    except ExceptionGroup:
        await asyncio.sleep(0.05)


asyncio.run(main())
