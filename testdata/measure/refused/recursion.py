import asyncio


async def fall(depth):
    await asyncio.sleep(0.1)
    if depth:
        await fall(depth)  # refused: calls itself


async def main():
    await fall(3)


asyncio.run(main())
