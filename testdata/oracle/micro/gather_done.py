# gather of tasks that are done: by way of the queue to 3.11, inline from 3.12.
import asyncio


async def child():
    pass


async def main():
    a = asyncio.create_task(child())
    b = asyncio.create_task(child())
    await asyncio.sleep(0)
    await asyncio.gather(a, b)


asyncio.run(main())
