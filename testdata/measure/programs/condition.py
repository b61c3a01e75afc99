"""A condition that wakes one, two, and all the rest."""
import asyncio
import time


async def main():
    changed = asyncio.Condition()

    async def watch():
        async with changed:
            await changed.wait()
            time.sleep(0.003)

    watchers = [asyncio.create_task(watch()) for _ in range(7)]
    await asyncio.sleep(0.01)
    async with changed:
        changed.notify()
    await asyncio.sleep(0.01)
    async with changed:
        changed.notify(2)
    async with changed:
        changed.notify_all()
    for watcher in watchers:
        await watcher


asyncio.run(main())
