"""A consumer that waits for an item is cancelled, and the next one gets it."""
import asyncio


async def take(queue, after):
    await queue.get()
    await asyncio.sleep(after)


async def main():
    queue = asyncio.Queue()
    first = asyncio.create_task(take(queue, 0.1))
    second = asyncio.create_task(take(queue, 0.2))
    await asyncio.sleep(0)
    queue.put_nowait("item")
    first.cancel()
    await asyncio.sleep(0.5)
    second.cancel()


asyncio.run(main())
