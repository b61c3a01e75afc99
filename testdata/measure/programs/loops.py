"""break, continue, counters, lists of lists."""
import asyncio
import time


async def main():
    for seconds in [0.01, 0.02, 0.03, 0.04]:
        if seconds > 0.025:
            break
        await asyncio.sleep(seconds)
    for index, seconds in enumerate([0.01, 0.05, 0.02]):
        if index == 1:
            continue
        time.sleep(seconds)
        await asyncio.sleep(0)
    for group in ((1, 2), (3,)):
        for number in group:
            await asyncio.sleep(number / 1000)
    rounds = 0
    while rounds < 500:
        await asyncio.sleep(0)
        rounds += 1


asyncio.run(main())
