# Releasing a lock that is free.
import asyncio


async def main():
    lock = asyncio.Lock()
    try:
        lock.release()
    except RuntimeError:
        await asyncio.sleep(0)


asyncio.run(main())
