# A task swallows its cancellation and goes on; who waited for it goes on as well.
import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        await asyncio.sleep(0.2)


async def parent(task):
    await task
    await asyncio.sleep(0)


async def main():
    task = asyncio.create_task(child())
    waiter = asyncio.create_task(parent(task))
    await asyncio.sleep(0.1)
    waiter.cancel()
    await waiter


asyncio.run(main())
