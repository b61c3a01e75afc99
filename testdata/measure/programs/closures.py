"""Coroutines that share what stands around them, assigned after they were made."""
import asyncio
import time


def make(pause, queue):
    async def step():
        await queue.get()
        time.sleep(pause)
        await asyncio.sleep(pause * 2)

    return step


async def main():
    queue = asyncio.Queue()
    slow, fast = make(0.02, queue), make(0.005, queue)
    tasks = [asyncio.create_task(slow()), asyncio.create_task(fast())]
    for _ in range(2):
        await asyncio.sleep(0.01)
        await queue.put(None)
    await asyncio.gather(*tasks)


asyncio.run(main())
