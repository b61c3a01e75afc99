"""gather over a comprehension whose coroutines differ."""
import asyncio
import time


async def fetch(number):
    await asyncio.sleep(0.01 * number)
    time.sleep(0.002)


async def main():
    await asyncio.gather(*[fetch(n) for n in range(12)])
    await asyncio.gather(*(fetch(3) for _ in range(5)), return_exceptions=True)


asyncio.run(main())
