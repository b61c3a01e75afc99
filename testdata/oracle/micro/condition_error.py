# A condition without its lock.
import asyncio


async def main():
    condition = asyncio.Condition()
    try:
        await condition.wait()
    except RuntimeError:
        await asyncio.sleep(0)
    try:
        condition.notify()
    except RuntimeError:
        await asyncio.sleep(0)


asyncio.run(main())
