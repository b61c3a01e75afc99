# Two at a time.
import asyncio


async def main():
    semaphore = asyncio.Semaphore(2)

    async def child():
        async with semaphore:
            await asyncio.sleep(0.1)

    await asyncio.wait([asyncio.create_task(child()) for _ in range(5)])


asyncio.run(main())
