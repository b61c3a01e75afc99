"""gather of tasks and coroutines together, in the order of the arguments."""
import asyncio
import time


async def nap(seconds):
    await asyncio.sleep(seconds)
    time.sleep(seconds / 10)


async def main():
    early = asyncio.create_task(nap(0.2))
    await asyncio.sleep(0.05)
    late = asyncio.create_task(nap(0.02))
    await asyncio.gather(nap(0.1), early, nap(0.03), late)
    tasks = []
    for seconds in (0.3, 0.1, 0.2):
        tasks.append(asyncio.create_task(nap(seconds)))
    await asyncio.gather(*tasks)


asyncio.run(main())
