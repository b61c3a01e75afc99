"""A heartbeat beside a job that computes now and then: late by one piece of it at most."""
import asyncio
import time


async def heartbeat(period):
    while True:
        before = time.monotonic()
        await asyncio.sleep(period)
        print("late", time.monotonic() - before - period)


async def compute(pieces, seconds):
    for _ in range(pieces):
        time.sleep(seconds)
        await asyncio.sleep(0.05)


async def main():
    beat = asyncio.create_task(heartbeat(0.1))
    await compute(10, 0.07)
    beat.cancel()


asyncio.run(main())
