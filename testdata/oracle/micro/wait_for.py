# wait_for of something that is in time: a new task to 3.11, inline from 3.12.
import asyncio


async def child():
    await asyncio.sleep(0.1)


async def main():
    await asyncio.wait_for(child(), 1)


asyncio.run(main())
