"""to_thread, also gathered. From 3.9."""
import asyncio
import time


def read(seconds):
    time.sleep(seconds)


async def main():
    await asyncio.to_thread(read, 0.05)
    await asyncio.gather(asyncio.to_thread(read, 0.1), asyncio.to_thread(time.sleep, 0.02), asyncio.sleep(0.03))


asyncio.run(main())
