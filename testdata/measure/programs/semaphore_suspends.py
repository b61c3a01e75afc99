"""A semaphore whose holders suspend: it does bound how many of them compute together."""
import asyncio
import time

LIMIT = 3


async def job(limit):
    async with limit:
        await asyncio.sleep(0.01)
        time.sleep(0.01)
        await asyncio.sleep(0.01)


async def main():
    limit = asyncio.Semaphore(LIMIT)
    jobs = [asyncio.create_task(job(limit)) for _ in range(30)]
    await asyncio.gather(*jobs)


asyncio.run(main())
