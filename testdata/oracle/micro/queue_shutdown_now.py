# Queue.shutdown(immediate=True) wakes the waiters. From 3.13.
import asyncio


async def main():
    queue = asyncio.Queue(1)

    async def putter():
        try:
            await queue.put(1)
        except asyncio.QueueShutDown:
            await asyncio.sleep(0)

    async def joiner():
        await queue.join()

    tasks = [asyncio.create_task(putter()) for _ in range(3)]
    tasks.append(asyncio.create_task(joiner()))
    await asyncio.sleep(0.1)
    queue.shutdown(immediate=True)
    await asyncio.sleep(0)
    try:
        await queue.get()
        queue.task_done()
        await queue.get()
    except asyncio.QueueShutDown:
        await asyncio.wait(tasks)


asyncio.run(main())
