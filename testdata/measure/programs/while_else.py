"""`else` behind loops: counted ones, unrolled ones, and those that never begin."""
import asyncio


async def job(number):
    await asyncio.sleep(number / 10)


async def main():
    i = 0
    while i < 3:
        await asyncio.sleep(0.1)
        i += 1
    else:
        await asyncio.sleep(1)
    k = 1
    while k < 4:
        await job(k)
        k += 1
    else:
        await job(5)
    for n in range(2):
        await asyncio.sleep(0.01)
    else:
        await asyncio.sleep(2)
    while False:
        await asyncio.sleep(4)
    else:
        await asyncio.sleep(0.5)


asyncio.run(main())
