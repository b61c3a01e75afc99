"""A lock with waiters, one of whom is cancelled. From 3.10, where a lock may be made before the loop."""
import asyncio

lock = asyncio.Lock()


async def hold(seconds):
    async with lock:
        await asyncio.sleep(seconds)


async def main():
    first = asyncio.create_task(hold(0.1))
    second = asyncio.create_task(hold(0.2))
    third = asyncio.create_task(hold(0.3))
    await asyncio.sleep(0.05)
    second.cancel()
    try:
        await second
    except asyncio.CancelledError:
        pass
    await first
    await third


asyncio.run(main())
