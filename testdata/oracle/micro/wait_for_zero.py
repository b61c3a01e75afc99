# wait_for with no time at all.
import asyncio


async def child():
    await asyncio.sleep(1)


async def main():
    try:
        await asyncio.wait_for(child(), 0)
    except asyncio.TimeoutError:
        pass


asyncio.run(main())
