# A barrier for two is passed twice; a cancelled waiter leaves its place. From 3.11.
import asyncio


async def main():
    barrier = asyncio.Barrier(2)

    async def child():
        await barrier.wait()

    tasks = [asyncio.create_task(child()) for _ in range(5)]
    await asyncio.sleep(0.1)
    tasks[4].cancel()
    await asyncio.sleep(0.1)
    tasks.append(asyncio.create_task(child()))
    await barrier.wait()
    await asyncio.wait(tasks)


asyncio.run(main())
