# The waiter that was woken is cancelled; the next one gets the lock.
import asyncio


async def main():
    lock = asyncio.Lock()

    async def child():
        await lock.acquire()
        await asyncio.sleep(0)
        lock.release()

    await lock.acquire()
    tasks = [asyncio.create_task(child()) for _ in range(4)]
    await asyncio.sleep(0)
    tasks[1].cancel()
    lock.release()
    tasks[0].cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
