"""Tasks that make tasks, each with variables of its own."""
import asyncio
import time


async def leaf(seconds):
    await asyncio.sleep(seconds)
    time.sleep(0.001)


async def node(width):
    left = asyncio.create_task(leaf(0.01 * width))
    right = asyncio.create_task(leaf(0.02))
    await right
    await left


async def main():
    nodes = [asyncio.create_task(node(n)) for n in range(1, 6)]
    for task in nodes:
        await task


asyncio.run(main())
