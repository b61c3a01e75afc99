"""What is shielded goes on when its waiter is cancelled."""
import asyncio
import time


async def important():
    await asyncio.sleep(0.2)
    time.sleep(0.01)


async def main():
    task = asyncio.create_task(important())

    async def ask():
        await asyncio.shield(task)

    asking = asyncio.create_task(ask())
    await asyncio.sleep(0.1)
    asking.cancel()
    await asyncio.sleep(0.01)
    await task


asyncio.run(main())
