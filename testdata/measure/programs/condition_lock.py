"""A condition on a lock that others take, too."""
import asyncio


async def main():
    lock = asyncio.Lock()
    changed = asyncio.Condition(lock)

    async def watch():
        async with changed:
            await changed.wait()
            await asyncio.sleep(0.01)

    async def other():
        async with lock:
            await asyncio.sleep(0.02)

    watchers = [asyncio.create_task(watch()), asyncio.create_task(watch())]
    await asyncio.sleep(0)
    busy = asyncio.create_task(other())
    async with lock:
        changed.notify_all()
    await busy
    await asyncio.wait(watchers)


asyncio.run(main())
