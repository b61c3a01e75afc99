"""The jobs in the queue are coroutines; the workers await them."""
import asyncio
import time


async def job(number):
    await asyncio.sleep(0.01)
    time.sleep(0.005)


async def main():
    jobs = asyncio.Queue(maxsize=1)

    async def work():
        while True:
            current = await jobs.get()
            try:
                await current
            finally:
                jobs.task_done()

    workers = [asyncio.create_task(work()) for _ in range(3)]
    for number in range(20):
        await jobs.put(job(number))
    await jobs.join()
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)


asyncio.run(main())
