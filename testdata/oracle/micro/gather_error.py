# The first failure goes to the parent at once; the other children go on.
import asyncio


class Error(Exception):
    pass


async def bad():
    await asyncio.sleep(0.1)
    raise Error


async def good():
    await asyncio.sleep(0.2)


async def main():
    try:
        await asyncio.gather(good(), bad(), bad())
    except Error:
        await asyncio.sleep(0.3)


asyncio.run(main())
