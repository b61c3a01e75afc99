"""A producer and a consumer with an unbounded queue between them.

put() on such a queue never has to wait, so it never suspends: the producer fills in all of its 100,000 items before
the consumer sees the first.
"""
import asyncio

ITEM_COUNT = 100_000


async def main():
    queue = asyncio.Queue()  # expect: unbounded-queue
    finished = asyncio.Condition()

    async def produce():
        for number in range(ITEM_COUNT):
            await queue.put(number)
        await queue.join()
        async with finished:
            finished.notify()

    async def consume():
        while True:
            number = await queue.get()
            if number < 4 or number % 10_000 == 0:
                print(f"{queue.qsize()} items wait behind number {number}")
            queue.task_done()

    asyncio.create_task(produce())  # expect: dangling-task
    asyncio.create_task(consume())  # expect: dangling-task

    async with finished:
        await finished.wait()


if __name__ == "__main__":
    asyncio.run(main())
