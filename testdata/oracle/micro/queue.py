# Producer and consumer through a queue of one place, and join.
import asyncio


async def main():
    queue = asyncio.Queue(1)

    async def consumer():
        while True:
            await queue.get()
            await asyncio.sleep(0.1)
            queue.task_done()

    asyncio.create_task(consumer())
    for i in range(3):
        await queue.put(i)
    await queue.join()


asyncio.run(main())
