"""call_soon and call_later with functions and their arguments."""
import asyncio
import time


def tick(seconds):
    time.sleep(seconds)


async def main():
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    loop.call_soon(tick, 0.01)
    loop.call_later(0.1, tick, 0.02)
    loop.call_later(0.2, done.set)
    await asyncio.sleep(0)
    await done.wait()


asyncio.run(main())
