# A failing child cancels the others, and the parent. From 3.11.
import asyncio


class Error(Exception):
    pass


async def slow():
    await asyncio.sleep(1)


async def bad():
    await asyncio.sleep(0.1)
    raise Error


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow())
            group.create_task(bad())
            group.create_task(slow())
            await asyncio.sleep(2)
    except Exception:
        await asyncio.sleep(0)


asyncio.run(main())
