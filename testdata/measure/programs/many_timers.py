"""Two hundred and fifty timers, most of them cancelled at once."""
import asyncio


async def nap(seconds):
    await asyncio.sleep(seconds)


async def main():
    naps = [asyncio.create_task(nap(5)) for _ in range(250)]
    await asyncio.sleep(0.1)
    for task in naps:
        task.cancel()
    await asyncio.sleep(0.1)
    await asyncio.gather(*[nap(0.01) for _ in range(10)])


asyncio.run(main())
