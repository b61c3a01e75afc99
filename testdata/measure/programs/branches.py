"""Branches on constants, None and arguments: none of them is a guess."""
import asyncio
import time

DEBUG = False
RETRIES = 3


async def request(number, delay=None):
    if delay is None:
        delay = 0.01
    elif delay > 1:
        delay = 1
    await asyncio.sleep(delay)
    if number == 2 or DEBUG:
        time.sleep(0.1)


async def main():
    for attempt in range(RETRIES):
        await request(attempt)
        if attempt == 1:
            continue
        await asyncio.sleep(0.005)
    await request(0, 0.03)
    left = 4
    while left > 0:
        await request(left, left / 100)
        left -= 1


asyncio.run(main())
