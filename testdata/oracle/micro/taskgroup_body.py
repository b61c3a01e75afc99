# A failing body cancels the children. From 3.11.
import asyncio


class Error(Exception):
    pass


async def slow():
    await asyncio.sleep(1)


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(slow())
            group.create_task(slow())
            await asyncio.sleep(0)
            raise Error
    except Exception:
        pass


asyncio.run(main())
