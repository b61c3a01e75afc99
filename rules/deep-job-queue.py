"""Fixture: queues of jobs. Every line that is not marked is silent."""
import asyncio
import time

SIZE = 64


async def blocks(jobs):
    queue = asyncio.Queue(maxsize=SIZE)                     # expect: deep-job-queue/error
    worker = asyncio.create_task(sleeper(queue))
    for job in jobs:
        await queue.put(job)
    await queue.join()
    worker.cancel()


async def sleeper(queue):
    while True:
        await queue.get()
        time.sleep(0.01)                                    # expect: blocking-sleep
        queue.task_done()


async def calls(jobs):
    queue = asyncio.Queue(100)                              # expect: deep-job-queue

    async def work():
        while (job := await queue.get()) is not None:
            job.run()

    worker = asyncio.create_task(work())
    for job in jobs:
        await queue.put(job)
    await worker


async def calls_coroutine(jobs):
    queue = asyncio.Queue(100)                              # expect: deep-job-queue

    async def run(job):
        job.run()

    async def work():
        while True:
            await run(await queue.get())

    worker = asyncio.create_task(work())
    for job in jobs:
        await queue.put(job)
    await queue.join()  # expect: join-without-task-done
    worker.cancel()


class Pool:
    def __init__(self, size):
        self.queue = asyncio.LifoQueue(SIZE)                # expect: deep-job-queue
        self.waiting = asyncio.Queue(SIZE)                  # ok: its jobs suspend
        self.small = asyncio.Queue(4)                       # ok: four jobs
        self.given = asyncio.Queue(size)                    # ok: the caller chooses
        self.endless = asyncio.Queue()                      # expect: unbounded-queue
        self.unused = asyncio.Queue(SIZE)                   # ok: nobody is seen to take from it

    async def work(self):
        while True:
            (await self.queue.get()).run()

    async def work_in_thread(self):
        while True:
            job = await self.waiting.get()
            await asyncio.to_thread(job.run)

    async def work_small(self):
        while True:
            (await self.small.get()).run()
            (await self.given.get()).run()

    async def work_endless(self):
        while True:
            (await self.endless.get()).run()


async def once(jobs):
    queue = asyncio.Queue(SIZE)                             # ok: one job
    job = await queue.get()
    job.run()
    streamed = asyncio.Queue(SIZE)                          # ok: who iterates may suspend

    async def stream():                                     # expect: unsafe-async-generator
        while True:
            yield await streamed.get()                      # ok: as above

    taken = asyncio.Queue(SIZE)                             # ok: whoever asks for the next may suspend

    async def following():
        while True:
            job = await taken.get()
            if job is not None:
                return job

    other = asyncio.Queue(SIZE)                             # ok: it waits for the answer, too

    async def work():
        while True:
            job = await other.get()
            job.run()
            await jobs.put(job)

    return stream, following, work
