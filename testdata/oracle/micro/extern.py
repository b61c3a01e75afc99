# I/O that arrives: like a timer, but ahead of timers.
import asyncio

import vloop


async def read():
    await vloop.arrival(0.25)


async def nap():
    await asyncio.sleep(0.25)


async def main():
    await asyncio.gather(nap(), read(), nap())


asyncio.run(main())
