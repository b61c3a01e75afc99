"""Three stages with a queue between each two."""
import asyncio
import time


async def stage(source, target, seconds):
    while True:
        item = await source.get()
        time.sleep(seconds)
        await target.put(item)
        source.task_done()


async def main():
    first, second, third = asyncio.Queue(2), asyncio.Queue(1), asyncio.Queue()
    stages = [asyncio.create_task(stage(first, second, 0.002)), asyncio.create_task(stage(second, third, 0.005))]
    for number in range(15):
        await first.put(number)
    await first.join()
    await second.join()
    for task in stages:
        task.cancel()


asyncio.run(main())
