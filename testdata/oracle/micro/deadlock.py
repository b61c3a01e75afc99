# Nothing can wake the loop.
import asyncio


async def main():
    await asyncio.sleep(0.1)
    await asyncio.Event().wait()


asyncio.run(main())
