# Four workers take the jobs from a queue of one place.
import asyncio
import time

JOBS = 200
JOB = 0.01
WORKERS = 4


async def heartbeat():
    while True:
        due = time.perf_counter() + 1
        await asyncio.sleep(1)
        print('late %.3f' % (time.perf_counter() - due))


async def process():
    time.sleep(JOB)


async def main():
    asyncio.create_task(heartbeat())
    await asyncio.sleep(2.5)
    queue = asyncio.Queue(maxsize=1)

    async def worker():
        while True:
            job = await queue.get()
            await job
            queue.task_done()

    workers = [asyncio.create_task(worker()) for _ in range(WORKERS)]
    for _ in range(JOBS):
        await queue.put(process())
    await queue.join()
    for task in workers:
        task.cancel()
    await asyncio.sleep(2)


asyncio.run(main())
