"""The job queue again, with two hundred workers and jobs that suspend before and after their 10 ms.

Now all jobs are under way together, and all of them become ready together: a queue of one is of no use in front of as
many workers as there are jobs. The heartbeat is as late as with a task for each job.
"""
import asyncio
import time

JOB_SECONDS = 0.01      # 10 ms
JOB_COUNT = 200
WORKER_COUNT = 200


async def heartbeat():
    while True:
        before = time.perf_counter()
        await asyncio.sleep(1)
        late = time.perf_counter() - before - 1
        print(f"heartbeat {late:.3f} s late")


async def process():
    await asyncio.sleep(0.01)
    time.sleep(JOB_SECONDS)  # expect: blocking-sleep
    await asyncio.sleep(0.01)


async def main():
    asyncio.create_task(heartbeat())  # expect: dangling-task
    await asyncio.sleep(2.5)

    jobs = asyncio.Queue(maxsize=1)

    async def work():
        while True:
            job = await jobs.get()
            try:
                await job
            finally:
                jobs.task_done()

    workers = [asyncio.create_task(work()) for _ in range(WORKER_COUNT)]  # expect: too-many-workers

    print("jobs begin")
    for _ in range(JOB_COUNT):
        await jobs.put(process())
    await jobs.join()
    print("jobs end")

    for worker in workers:
        worker.cancel()

    await asyncio.sleep(2)


if __name__ == "__main__":
    asyncio.run(main())
