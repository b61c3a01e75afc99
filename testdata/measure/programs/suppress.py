"""contextlib.suppress around awaits that are cancelled or time out."""
import asyncio
import contextlib


async def slow():
    await asyncio.sleep(1)


async def main():
    task = asyncio.create_task(slow())
    await asyncio.sleep(0.1)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    with contextlib.suppress(asyncio.TimeoutError, ValueError):
        await asyncio.wait_for(slow(), 0.2)
    await asyncio.sleep(0.05)


asyncio.run(main())
