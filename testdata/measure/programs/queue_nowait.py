"""put_nowait and get_nowait, and what they raise."""
import asyncio


async def main():
    queue = asyncio.Queue(maxsize=2)
    queue.put_nowait(1)
    queue.put_nowait(2)
    try:
        queue.put_nowait(3)
    except asyncio.QueueFull:
        await asyncio.sleep(0.1)
    while not queue.empty():
        item = queue.get_nowait()
        await asyncio.sleep(0.01)
    try:
        queue.get_nowait()
    except asyncio.QueueEmpty:
        await asyncio.sleep(0.2)
    else:
        await asyncio.sleep(5)


asyncio.run(main())
