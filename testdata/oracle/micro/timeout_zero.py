# timeout() with no time at all: a callback, not a timer. From 3.11.
import asyncio


async def main():
    try:
        async with asyncio.timeout(0):
            await asyncio.sleep(1)
    except asyncio.TimeoutError:
        pass
    async with asyncio.timeout(0):
        pass
    await asyncio.sleep(0)


asyncio.run(main())
