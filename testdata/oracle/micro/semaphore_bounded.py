# A BoundedSemaphore is released too often.
import asyncio


async def main():
    semaphore = asyncio.BoundedSemaphore(1)
    async with semaphore:
        await asyncio.sleep(0)
    try:
        semaphore.release()
    except ValueError:
        await asyncio.sleep(0)


asyncio.run(main())
