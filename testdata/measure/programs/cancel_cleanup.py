"""except BaseException with raise, else and nested finally."""
import asyncio
import time


async def careful(seconds):
    try:
        try:
            await asyncio.sleep(seconds)
        except BaseException:
            time.sleep(0.002)
            raise
        else:
            await asyncio.sleep(0.01)
        finally:
            await asyncio.sleep(0.005)
    finally:
        time.sleep(0.001)


async def main():
    short, long = asyncio.create_task(careful(0.05)), asyncio.create_task(careful(5))
    await asyncio.sleep(0.2)
    long.cancel()
    await asyncio.wait([short, long])


asyncio.run(main())
