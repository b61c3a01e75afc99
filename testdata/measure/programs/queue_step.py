"""Jobs that never suspend: one step of a worker empties the queue, so the stall goes with its bound."""
import asyncio
import time


async def worker(queue):
    while True:
        await queue.get()
        time.sleep(0.01)
        queue.task_done()


async def main():
    queue = asyncio.Queue(maxsize=16)
    workers = [asyncio.create_task(worker(queue)) for _ in range(4)]
    for job in range(200):
        await queue.put(job)
    await queue.join()
    for task in workers:
        task.cancel()


asyncio.run(main())
