# gather of coroutines: three iterations from the last child to the parent.
import asyncio


async def child(delay):
    await asyncio.sleep(delay)


async def main():
    await asyncio.gather(child(0.2), child(0), child(0.1))


asyncio.run(main())
