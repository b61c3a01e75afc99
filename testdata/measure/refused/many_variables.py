import asyncio


async def child():
    await asyncio.sleep(0.1)


async def parent():
    task = asyncio.create_task(child())  # refused: once for each of many
    await asyncio.sleep(0.2)
    await task


async def main():
    for _ in range(100000):
        asyncio.create_task(parent())
    await asyncio.sleep(1)


asyncio.run(main())
