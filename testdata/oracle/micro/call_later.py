# Callbacks by timer; the one with a delay of 0 runs in the next iteration, after what is ready.
import asyncio


def now():
    pass


def later():
    raise ValueError


async def main():
    loop = asyncio.get_running_loop()
    loop.call_later(0.1, later)
    loop.call_later(0, now)
    loop.call_soon(now)
    await asyncio.sleep(0.1)
    await asyncio.sleep(0.1)


asyncio.run(main())
