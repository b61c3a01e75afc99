# An eager task that yields before it waits, and one that is cancelled in between. From 3.12.
import asyncio

import vloop


async def child():
    await asyncio.sleep(0)
    await asyncio.sleep(0.1)


async def main():
    a = vloop.eager(child())
    b = vloop.eager(child())
    b.cancel()
    await asyncio.wait([a, b])


asyncio.run(main())
