# Awaiting a task that is done does not suspend.
import asyncio


async def child():
    pass


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    await task
    await task


asyncio.run(main())
