"""Many wait for one event; it is cleared before they have run."""
import asyncio
import time


async def waiter(event):
    await event.wait()
    time.sleep(0.004)
    await event.wait()


async def main():
    event = asyncio.Event()
    waiters = [asyncio.create_task(waiter(event)) for _ in range(6)]
    await asyncio.sleep(0.1)
    event.set()
    event.clear()
    await asyncio.sleep(0.1)
    event.set()
    await asyncio.gather(*waiters)


asyncio.run(main())
