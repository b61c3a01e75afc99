# Eager tasks: the first step runs inside of create_task. From 3.12.
import asyncio

import vloop


async def child():
    await asyncio.sleep(0.1)


async def nothing():
    pass


async def main():
    done = vloop.eager(nothing())
    task = vloop.eager(child())
    await done
    await task


asyncio.run(main())
