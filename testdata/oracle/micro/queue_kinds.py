# LifoQueue and PriorityQueue wake their waiters like Queue.
import asyncio


async def main():
    stack, heap = asyncio.LifoQueue(2), asyncio.PriorityQueue(2)

    async def drain():
        for _ in range(4):
            await stack.get()
            await heap.get()

    task = asyncio.create_task(drain())
    for i in (3, 1, 2, 0):
        await heap.put(i)
        await stack.put(i)
    await task


asyncio.run(main())
