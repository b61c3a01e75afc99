"""A bounded queue between a fast producer and a slow consumer."""
import asyncio
import time


async def produce(queue):
    for number in range(40):
        await queue.put(number)
    await queue.join()


async def consume(queue):
    while True:
        number = await queue.get()
        time.sleep(0.001)
        await asyncio.sleep(0.004)
        queue.task_done()


async def main():
    queue = asyncio.Queue(5)
    consumer = asyncio.create_task(consume(queue))
    await produce(queue)
    consumer.cancel()


asyncio.run(main())
