# A woken waiter is cancelled while the semaphore is free: it wakes one waiter to 3.12, all it can from 3.13.
import asyncio


async def main():
    semaphore = asyncio.Semaphore(0)

    async def child():
        await semaphore.acquire()
        await asyncio.sleep(0)

    tasks = [asyncio.create_task(child())]
    await asyncio.sleep(0)
    tasks += [asyncio.create_task(child()) for _ in range(3)]
    semaphore.release()
    semaphore.release()
    semaphore.release()
    tasks[0].cancel()
    await asyncio.sleep(0.1)


asyncio.run(main())
