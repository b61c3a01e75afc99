"""The producer of an unbounded queue yields by sleep(0) after each item.

It looks like a cure, since the two now take turns and the queue stays short. It holds only as long as the consumer
needs one turn of the loop for an item.
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

    asyncio.create_task(produce())  # expect: dangling-task
    asyncio.create_task(consume())  # expect: dangling-task

    async with finished:
        await finished.wait()


if __name__ == "__main__":
    asyncio.run(main())
