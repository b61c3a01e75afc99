import asyncio


async def main():
    both = asyncio.gather(asyncio.sleep(1), asyncio.sleep(2))  # refused: not awaited where it is called
    await both


asyncio.run(main())
