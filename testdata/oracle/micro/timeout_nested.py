# The outer timeout expires while the inner one waits; both at the same moment. From 3.11.
import asyncio


async def main():
    try:
        async with asyncio.timeout(0.2):
            try:
                async with asyncio.timeout(0.2):
                    await asyncio.sleep(1)
            except asyncio.TimeoutError:
                await asyncio.sleep(0.1)
    except asyncio.TimeoutError:
        await asyncio.sleep(0)


asyncio.run(main())
