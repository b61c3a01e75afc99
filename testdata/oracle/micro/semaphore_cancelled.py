# A woken waiter is cancelled, and newcomers come: 3.8, 3.9 and 3.10 differ.
import asyncio


async def main():
    semaphore = asyncio.Semaphore(0)

    async def child():
        await semaphore.acquire()
        await asyncio.sleep(0)

    tasks = [asyncio.create_task(child()) for _ in range(4)]
    await asyncio.sleep(0)
    semaphore.release()
    semaphore.release()
    tasks[0].cancel()
    tasks += [asyncio.create_task(child()) for _ in range(2)]
    await asyncio.sleep(0)
    tasks[2].cancel()
    semaphore.release()
    await asyncio.sleep(0.1)
    semaphore.release()
    semaphore.release()
    semaphore.release()
    tasks[3].cancel()
    await asyncio.sleep(0.1)


asyncio.run(main())
