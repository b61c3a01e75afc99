"""A priority queue with constant priorities, and a stack."""
import asyncio


async def main():
    queue = asyncio.PriorityQueue()
    stack = asyncio.LifoQueue(maxsize=3)
    for priority in (5, 1, 3, 1):
        await queue.put((priority, "job"))
    for number in range(3):
        await stack.put(number)

    async def drain():
        for _ in range(4):
            await queue.get()
            await asyncio.sleep(0.01)

    async def unwind():
        while True:
            await stack.get()
            stack.task_done()

    other = asyncio.create_task(unwind())
    await drain()
    await stack.put(9)
    await stack.join()
    other.cancel()


asyncio.run(main())
