"""Two hundred jobs become two hundred tasks at once.

A job keeps the thread for only 10 ms, but each of them stands before the heartbeat in the loop's line: one beat comes
about a second and a half late.
"""
import asyncio
import time

JOB_SECONDS = 0.01      # 10 ms
JOB_COUNT = 200


async def heartbeat():
    while True:
        before = time.perf_counter()
        await asyncio.sleep(1)
        late = time.perf_counter() - before - 1
        print(f"heartbeat {late:.3f} s late")


async def process():
    time.sleep(JOB_SECONDS)  # expect: blocking-sleep


async def main():
    asyncio.create_task(heartbeat())  # expect: dangling-task
    await asyncio.sleep(2.5)

    print("jobs begin")
    for _ in range(JOB_COUNT):
        asyncio.create_task(process())  # expect: task-per-item, dangling-task

    await asyncio.sleep(5)


if __name__ == "__main__":
    asyncio.run(main())
