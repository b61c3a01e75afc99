"""time.sleep: long, short, of unknown length, and in many tasks."""
import asyncio
import time


async def long():
    time.sleep(1.5)


async def short():
    time.sleep(0.001)


async def unknown(seconds):
    time.sleep(seconds)


async def many():
    tasks = [asyncio.create_task(shared()) for _ in range(100)]
    await asyncio.wait(tasks)


async def shared():
    time.sleep(0.002)
