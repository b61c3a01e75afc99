# An event wakes all in order; a clear after the set does not stop them.
import asyncio


async def main():
    event = asyncio.Event()

    async def child():
        await event.wait()

    tasks = [asyncio.create_task(child()) for _ in range(3)]
    await asyncio.sleep(0)
    event.set()
    event.clear()
    tasks[1].cancel()
    await asyncio.wait(tasks)
    event.set()
    await event.wait()


asyncio.run(main())
