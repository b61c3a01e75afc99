# A task, and a wait for it.
import asyncio


async def child():
    pass


async def main():
    await asyncio.create_task(child())


asyncio.run(main())
