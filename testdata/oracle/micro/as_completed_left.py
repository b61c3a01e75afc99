# A loop over as_completed with a timeout is left early; the timeout comes when nobody waits any more.
import asyncio


async def child():
    await asyncio.sleep(1)


async def main():
    tasks = [asyncio.create_task(child()) for _ in range(3)]

    async def collect():
        for one in asyncio.as_completed(tasks, timeout=0.2):
            await one

    collector = asyncio.create_task(collect())
    await asyncio.sleep(0.1)
    collector.cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
