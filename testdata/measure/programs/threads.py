"""Blocking calls in threads beside a heartbeat."""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def block(seconds):
    time.sleep(seconds)


async def ask(pool, seconds):
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(pool, block, seconds)


async def main():
    pool = ThreadPoolExecutor(max_workers=2)
    loop = asyncio.get_running_loop()
    tasks = [asyncio.create_task(ask(pool, 0.1)) for _ in range(5)]
    await loop.run_in_executor(None, time.sleep, 0.12)
    await asyncio.gather(*tasks)


asyncio.run(main())
