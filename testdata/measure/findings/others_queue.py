"""The queue of others_put.py."""
import asyncio

queue = asyncio.Queue()


async def drain():
    while True:
        await queue.get()
        await asyncio.sleep(0.005)
