"""Durations come by position, by name, by default and through another function."""
import asyncio
import time

UNIT = 0.01


def scaled(factor, unit=UNIT):
    return factor * unit


async def job(delay, busy=UNIT, *, after=0.0):
    await asyncio.sleep(delay)
    time.sleep(busy)
    await asyncio.sleep(after)


async def relay(delay):
    await job(delay, after=delay)


async def main():
    first = asyncio.create_task(job(scaled(3)))
    second = asyncio.create_task(job(scaled(2), UNIT / 2))
    await relay(scaled(1))
    await job(busy=scaled(2), delay=scaled(1), after=UNIT)
    await first
    await second


asyncio.run(main())
