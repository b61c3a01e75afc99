"""wait with a timeout, again and again on the same tasks."""
import asyncio
import time


async def slow(seconds):
    await asyncio.sleep(seconds)
    time.sleep(0.01)


async def main():
    first = asyncio.ensure_future(slow(0.25))
    second = asyncio.ensure_future(slow(0.05))
    await asyncio.wait([first, second], timeout=0.1)
    await asyncio.wait({first}, timeout=0.1)
    await asyncio.wait([first])


asyncio.run(main())
