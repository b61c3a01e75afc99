# A child fails and somebody else cancels the parent: from 3.13 its next await is cancelled, too. From 3.11.
import asyncio


class Error(Exception):
    pass


async def bad():
    await asyncio.sleep(0.1)
    raise Error


async def parent():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(bad())
            await asyncio.sleep(2)
    except Exception:
        await asyncio.sleep(0.5)


async def main():
    parents = [asyncio.create_task(parent()) for _ in range(2)]
    await asyncio.sleep(0.1)
    parents[0].cancel()
    await asyncio.sleep(0)
    parents[1].cancel()
    await asyncio.sleep(1)


asyncio.run(main())
