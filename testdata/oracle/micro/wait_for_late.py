# wait_for of something that is late, and needs time to clean up.
import asyncio


async def child():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.2)


async def main():
    try:
        await asyncio.wait_for(child(), 0.1)
    except asyncio.TimeoutError:
        await asyncio.sleep(0)


asyncio.run(main())
