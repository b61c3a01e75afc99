# timeout() that is kept, and one that is not. From 3.11.
import asyncio


async def main():
    async with asyncio.timeout(1):
        await asyncio.sleep(0.1)
    try:
        async with asyncio.timeout(0.1):
            await asyncio.sleep(1)
    except asyncio.TimeoutError:
        await asyncio.sleep(0)


asyncio.run(main())
