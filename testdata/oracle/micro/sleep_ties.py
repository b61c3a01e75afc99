# Equal deadlines fire in the order of the heap, not of their making.
import asyncio


async def child():
    await asyncio.sleep(1)


async def main():
    for task in [asyncio.create_task(child()) for _ in range(12)]:
        await task


asyncio.run(main())
