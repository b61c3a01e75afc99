"""sleep(0): beside an unbounded queue, and in a loop that computes."""
import asyncio
import time


async def main():
    queue = asyncio.Queue()

    async def consume():
        while True:
            await queue.get()
            await asyncio.sleep(0)
            await asyncio.sleep(0)

    task = asyncio.create_task(consume())
    for number in range(1000):
        queue.put_nowait(number)
        await asyncio.sleep(0)
    task.cancel()


async def compute():
    for _ in range(100):
        time.sleep(0.01)
        await asyncio.sleep(0)
