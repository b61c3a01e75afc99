"""The same two hundred tasks, with a semaphore that lets four of them be active.

It changes nothing. A job never suspends while it holds the semaphore, so as soon as one is done the next in line goes
on, and the heartbeat waits behind them all as before.
"""
import asyncio
import time

JOB_SECONDS = 0.01      # 10 ms
JOB_COUNT = 200
WORKER_COUNT = 4        # jobs "active" at a time


async def heartbeat():
    while True:
        before = time.perf_counter()
        await asyncio.sleep(1)
        late = time.perf_counter() - before - 1
        print(f"heartbeat {late:.3f} s late")


async def main():
    asyncio.create_task(heartbeat())  # expect: dangling-task
    await asyncio.sleep(2.5)

    active = asyncio.Semaphore(WORKER_COUNT)

    async def process():
        await active.acquire()
        time.sleep(JOB_SECONDS)  # expect: blocking-sleep
        active.release()

    print("jobs begin")
    for _ in range(JOB_COUNT):
        asyncio.create_task(process())  # expect: semaphore-behind-tasks, dangling-task

    await asyncio.sleep(5)


if __name__ == "__main__":
    asyncio.run(main())
