# Four jobs on a pool of two; a running job and a waiting one are cancelled.
import asyncio
import concurrent.futures
import time


async def main():
    loop, pool = asyncio.get_running_loop(), concurrent.futures.ThreadPoolExecutor(2)

    async def job():
        await loop.run_in_executor(pool, time.sleep, 0.25)

    tasks = [asyncio.create_task(job()) for _ in range(5)]
    await asyncio.sleep(0.1)
    tasks[0].cancel()
    tasks[2].cancel()
    await asyncio.wait(tasks)


asyncio.run(main())
