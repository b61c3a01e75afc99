# Cancelling who waits in wait_for.
import asyncio


async def child():
    await asyncio.sleep(1)


async def parent():
    await asyncio.wait_for(child(), 0.5)


async def main():
    task = asyncio.create_task(parent())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


asyncio.run(main())
