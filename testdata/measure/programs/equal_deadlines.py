"""Equal deadlines do not fire in the order in which they were set."""
import asyncio
import time


async def nap(seconds):
    await asyncio.sleep(0.5)
    time.sleep(seconds)


async def main():
    await asyncio.gather(*[nap(n * 0.001) for n in range(1, 13)])


asyncio.run(main())
