"""An unbounded queue: all is produced before the first is consumed."""
import asyncio
import time


async def main():
    queue = asyncio.Queue()

    async def consume():
        while True:
            await queue.get()
            await asyncio.sleep(0.001)
            queue.task_done()

    consumer = asyncio.create_task(consume())
    for number in range(100):
        await queue.put(number)
    time.sleep(0.01)
    await queue.join()
    consumer.cancel()


asyncio.run(main())
