"""A loop of no rounds in a thread, and loops in each other. From 3.9."""
import asyncio
import time


def nothing():
    for _ in range(0):
        time.sleep(1)
    time.sleep(0.25)


def rounds():
    for _ in range(3):
        for _ in range(7):
            time.sleep(0.125)


async def main():
    await asyncio.to_thread(nothing)
    await asyncio.to_thread(rounds)


asyncio.run(main())
