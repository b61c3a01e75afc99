"""One of those that are gathered fails; the others go on."""
import asyncio


class Broken(Exception):
    pass


async def good(seconds):
    await asyncio.sleep(seconds)


async def bad():
    await asyncio.sleep(0.1)
    raise Broken("no")


async def main():
    try:
        await asyncio.gather(good(0.3), bad(), good(0.05))
    except Broken:
        await asyncio.sleep(0.02)
    await asyncio.gather(bad(), good(0.2), return_exceptions=True)


asyncio.run(main())
