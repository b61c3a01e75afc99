# The consumer yields twice: the producer creeps ahead of it.
import asyncio

ITEMS = 100_000


async def main():
    queue = asyncio.Queue()
    done = asyncio.Condition()

    async def producer():
        for i in range(ITEMS):
            await queue.put(i)
            await asyncio.sleep(0)
        await queue.join()
        async with done:
            done.notify()

    async def consumer():
        while True:
            await queue.get()
            print('depth', queue.qsize())
            queue.task_done()
            await asyncio.sleep(0)
            await asyncio.sleep(0)

    asyncio.create_task(producer())
    asyncio.create_task(consumer())
    async with done:
        await done.wait()


asyncio.run(main())
