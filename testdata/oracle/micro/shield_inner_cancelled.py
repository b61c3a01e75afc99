# Cancelling the shielded task reaches who waits for it.
import asyncio


async def child():
    await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(child())

    async def breaker():
        task.cancel()

    asyncio.create_task(breaker())
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.sleep(0)


asyncio.run(main())
