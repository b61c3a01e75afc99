# The data comes though nobody waits for it any more.
import asyncio

import vloop


async def read():
    await vloop.arrival(0.25)


async def main():
    task = asyncio.create_task(read())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.sleep(1)


asyncio.run(main())
