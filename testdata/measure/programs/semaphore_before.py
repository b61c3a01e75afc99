"""A semaphore that is taken before the task is made and given back by it."""
import asyncio
import time


async def main():
    free = asyncio.BoundedSemaphore(2)

    async def job(number):
        try:
            await asyncio.sleep(0.02)
            time.sleep(0.005)
        finally:
            free.release()

    running = []
    for number in range(9):
        await free.acquire()
        running.append(asyncio.create_task(job(number)))
    await asyncio.gather(*running)


asyncio.run(main())
