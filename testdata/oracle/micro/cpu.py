# A computation blocks the loop; what was due meanwhile is late.
import asyncio
import time


async def beat():
    await asyncio.sleep(0.1)


async def main():
    task = asyncio.create_task(beat())
    await asyncio.sleep(0)
    time.sleep(0.25)
    await task


asyncio.run(main())
