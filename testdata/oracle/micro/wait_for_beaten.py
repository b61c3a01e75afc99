# The child swallows its cancellation and returns: a timeout in 3.8, its result from 3.9 to 3.11.
import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        pass


async def main():
    try:
        await asyncio.wait_for(child(), 0.1)
        await asyncio.sleep(0.3)
    except asyncio.TimeoutError:
        await asyncio.sleep(0.2)


asyncio.run(main())
