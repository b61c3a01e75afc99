"""Tasks that are cancelled before they begin, while they sleep and when they are done."""
import asyncio
import time


async def sleeper(seconds):
    try:
        await asyncio.sleep(seconds)
    finally:
        time.sleep(0.01)


async def main():
    unborn = asyncio.create_task(sleeper(1))
    unborn.cancel()
    asleep = asyncio.create_task(sleeper(2))
    finished = asyncio.create_task(sleeper(0.1))
    await asyncio.sleep(0.5)
    asleep.cancel()
    finished.cancel()
    await asyncio.sleep(0)
    await asyncio.gather(unborn, asleep, finished, return_exceptions=True)


asyncio.run(main())
