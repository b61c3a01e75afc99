# Callbacks at times of the loop's clock, a past one and two equal ones among them.
import asyncio


def past():
    pass


def one():
    pass


def two():
    pass


async def main():
    loop = asyncio.get_running_loop()
    await asyncio.sleep(0.1)
    loop.call_at(0.3, one)
    loop.call_later(0.2, two)
    loop.call_at(0.3, two)
    loop.call_at(0.05, past)
    loop.call_soon(one)
    await asyncio.sleep(0.3)


asyncio.run(main())
