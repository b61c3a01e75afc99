# Timers less than a nanosecond ahead fire now, the others in an iteration of their own.
import asyncio


async def child(delay):
    await asyncio.sleep(delay)


async def main():
    tasks = [asyncio.create_task(child(d)) for d in (1.0, 1.0000000005, 1.000000001, 1.000000002)]
    await asyncio.wait(tasks)


asyncio.run(main())
