"""acquire and release by hand, and a release too many."""
import asyncio


async def main():
    lock = asyncio.Lock()

    async def enter():
        await lock.acquire()
        try:
            await asyncio.sleep(0.05)
        finally:
            lock.release()

    tasks = [asyncio.create_task(enter()) for _ in range(4)]
    for task in tasks:
        await task
    try:
        lock.release()
    except RuntimeError:
        await asyncio.sleep(0.01)


asyncio.run(main())
