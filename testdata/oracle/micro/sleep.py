# A timer costs two hops: it fires, then the task wakes.
import asyncio


async def main():
    await asyncio.sleep(0.25)
    await asyncio.sleep(0.1)


asyncio.run(main())
