# A sleeping task is cancelled, its timer with it; it cleans up.
import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.1)


async def main():
    task = asyncio.create_task(child())
    await asyncio.sleep(0.1)
    task.cancel()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass


asyncio.run(main())
