"""As many workers as jobs."""
import asyncio
import time


async def main():
    jobs = asyncio.Queue(maxsize=1)

    async def work():
        while True:
            await jobs.get()
            await asyncio.sleep(0.01)
            time.sleep(0.005)
            await asyncio.sleep(0.01)
            jobs.task_done()

    workers = [asyncio.create_task(work()) for _ in range(100)]
    for number in range(100):
        await jobs.put(number)
    await jobs.join()
    for worker in workers:
        worker.cancel()
