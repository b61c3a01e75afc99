"""The way that works: four workers take coroutines from a queue that holds one.

The producer waits at the queue until a worker is free, so no more than a few jobs are ever in the loop's line, and a
beat is late by a job or two. A job is real computation here. There is nothing to find in this program.
"""
import asyncio
import hashlib
import time

JOB_SECONDS = 0.01      # 10 ms
JOB_COUNT = 200
WORKER_COUNT = 4
BLOCK = bytes(4096)


async def heartbeat():
    while True:
        before = time.perf_counter()
        await asyncio.sleep(1)
        late = time.perf_counter() - before - 1
        print(f"heartbeat {late:.3f} s late")


async def process():
    digest = hashlib.sha256()
    until = time.perf_counter() + JOB_SECONDS
    while time.perf_counter() < until:
        digest.update(BLOCK)


async def main():
    beating = asyncio.create_task(heartbeat())
    await asyncio.sleep(2.5)

    jobs = asyncio.Queue(maxsize=1)

    async def work():
        while True:
            job = await jobs.get()
            try:
                await job
            finally:
                jobs.task_done()

    workers = [asyncio.create_task(work()) for _ in range(WORKER_COUNT)]

    print("jobs begin")
    for _ in range(JOB_COUNT):
        await jobs.put(process())
    await jobs.join()
    print("jobs end")

    for worker in workers:
        worker.cancel()

    await asyncio.sleep(2)
    beating.cancel()


if __name__ == "__main__":
    asyncio.run(main())
