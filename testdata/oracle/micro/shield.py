# A shielded task survives the cancelling of who waits for it.
import asyncio


async def child():
    await asyncio.sleep(0.2)


async def guard(task):
    await asyncio.shield(task)


async def main():
    task = asyncio.create_task(child())
    waiter = asyncio.create_task(guard(task))
    await asyncio.sleep(0.1)
    waiter.cancel()
    await asyncio.sleep(0)
    await asyncio.shield(task)


asyncio.run(main())
