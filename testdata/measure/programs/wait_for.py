"""wait_for in time, too late, and of a coroutine that cleans up."""
import asyncio
import time


async def work(seconds):
    try:
        await asyncio.sleep(seconds)
    finally:
        time.sleep(0.003)


async def main():
    await asyncio.wait_for(work(0.05), 0.1)
    try:
        await asyncio.wait_for(work(0.5), timeout=0.1)
    except asyncio.TimeoutError:
        await asyncio.sleep(0.01)
    await asyncio.wait_for(work(0.05), None)


asyncio.run(main())
