"""The consumer, too, yields: twice for each item, while the producer yields once.

So the producer gets ahead by one item on each round, and the queue grows as it did without any sleep(0).
"""
import asyncio

ITEM_COUNT = 100_000


async def main():
    queue = asyncio.Queue()  # expect: unbounded-queue
    finished = asyncio.Condition()

    async def produce():
        for number in range(ITEM_COUNT):
            await queue.put(number)
            await asyncio.sleep(0)  # expect: sleep-zero
        await queue.join()
        async with finished:
            finished.notify()

    async def consume():
        while True:
            number = await queue.get()
            if number < 4 or number % 10_000 == 0:
                print(f"{queue.qsize()} items wait behind number {number}")
            queue.task_done()
            await asyncio.sleep(0)  # expect: sleep-zero
            await asyncio.sleep(0)  # expect: sleep-zero

    asyncio.create_task(produce())  # expect: dangling-task
    asyncio.create_task(consume())  # expect: dangling-task

    async with finished:
        await finished.wait()


if __name__ == "__main__":
    asyncio.run(main())
