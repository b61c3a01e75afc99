"""wait_for around the coroutines of asyncio itself."""
import asyncio


async def main():
    queue, event = asyncio.Queue(), asyncio.Event()
    for _ in range(3):
        try:
            await asyncio.wait_for(queue.get(), 0.1)
        except asyncio.TimeoutError:
            queue.put_nowait("late")
    try:
        await asyncio.wait_for(event.wait(), 0.05)
    except asyncio.TimeoutError:
        event.set()
    await asyncio.wait_for(event.wait(), 0.05)


asyncio.run(main())
