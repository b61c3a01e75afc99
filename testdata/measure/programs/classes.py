"""Producer and consumer as objects that share a queue by their attributes."""
import asyncio
import time


class Producer:
    pause = 0.02

    def __init__(self, queue, count):
        self.queue = queue
        self.count = count

    async def run(self):
        for number in range(self.count):
            await self.queue.put(number)
            await asyncio.sleep(self.pause)


class Consumer:
    def __init__(self, queue):
        self.queue = queue
        self.lock = asyncio.Lock()

    async def run(self):
        while True:
            item = await self.queue.get()
            async with self.lock:
                await self.handle(item)
            self.queue.task_done()

    async def handle(self, item):
        time.sleep(0.03)


async def main():
    queue = asyncio.Queue(maxsize=2)
    producer, consumer = Producer(queue, 20), Consumer(queue)
    worker = asyncio.create_task(consumer.run())
    await producer.run()
    await queue.join()
    worker.cancel()


asyncio.run(main())
