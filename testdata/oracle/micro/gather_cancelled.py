# Cancelling a task that waits in gather cancels the children, first to last.
import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.1)


async def parent():
    await asyncio.gather(child(), child(), child())


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.5)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass


asyncio.run(main())
