# A bare yield goes to the end of the queue.
import asyncio


async def spin():
    await asyncio.sleep(0)
    await asyncio.sleep(0)


async def main():
    a = asyncio.create_task(spin())
    b = asyncio.create_task(spin())
    await a
    await b


asyncio.run(main())
