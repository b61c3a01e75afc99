# A callback runs in the order in which it was appended.
import asyncio
import time


async def child():
    pass


def callback():
    asyncio.create_task(child())
    asyncio.get_running_loop().call_soon(last)


def last():
    time.sleep(0.1)


async def main():
    asyncio.get_running_loop().call_soon(callback)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    await asyncio.sleep(0)


asyncio.run(main())
