# 0.1 + 0.2 is later than 0.3; both are within the resolution of the clock.
import asyncio


async def twice():
    await asyncio.sleep(0.1)
    await asyncio.sleep(0.2)


async def once():
    await asyncio.sleep(0.3)


async def main():
    a = asyncio.create_task(twice())
    b = asyncio.create_task(once())
    await a
    await b


asyncio.run(main())
