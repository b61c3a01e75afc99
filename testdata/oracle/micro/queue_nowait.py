# put_nowait and get_nowait, and the errors of a queue.
import asyncio


async def main():
    queue = asyncio.Queue(1)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        await asyncio.sleep(0)
    queue.put_nowait(1)
    try:
        queue.put_nowait(2)
    except asyncio.QueueFull:
        await asyncio.sleep(0)
    queue.get_nowait()
    queue.task_done()
    try:
        queue.task_done()
    except ValueError:
        await asyncio.sleep(0)


asyncio.run(main())
