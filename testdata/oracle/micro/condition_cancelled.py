# A notified waiter is cancelled while it wants the lock back; 3.13 notifies another.
import asyncio


async def main():
    lock = asyncio.Lock()
    condition = asyncio.Condition(lock)

    async def child():
        async with condition:
            await condition.wait()

    tasks = [asyncio.create_task(child()) for _ in range(3)]
    await asyncio.sleep(0)
    async with lock:
        condition.notify()
        await asyncio.sleep(0)
        tasks[0].cancel()
        await asyncio.sleep(0)
        tasks[0].cancel()
    await asyncio.wait(tasks, timeout=0.1)


asyncio.run(main())
