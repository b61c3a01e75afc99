# A task cancelled before its first step runs no line, but has a step.
import asyncio


async def child():
    await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(child())
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        pass


asyncio.run(main())
