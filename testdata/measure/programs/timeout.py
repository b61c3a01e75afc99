"""Timeouts in one another. From 3.11."""
import asyncio


async def main():
    try:
        async with asyncio.timeout(0.3):
            try:
                async with asyncio.timeout(0.1):
                    await asyncio.sleep(1)
            except TimeoutError:
                await asyncio.sleep(0.05)
            await asyncio.sleep(1)
    except TimeoutError:
        await asyncio.sleep(0.01)
    async with asyncio.timeout(None):
        await asyncio.sleep(0.02)
    async with asyncio.timeout(1):
        await asyncio.sleep(0.02)


asyncio.run(main())
