"""The heartbeat by itself: once a second it says how late the loop woke it.

Nothing competes with it here, so it is late by about a millisecond, and there is nothing to find.
"""
import asyncio
import time


async def heartbeat():
    while True:
        before = time.perf_counter()
        await asyncio.sleep(1)
        late = time.perf_counter() - before - 1
        print(f"heartbeat {late:.3f} s late")


async def main():
    beating = asyncio.create_task(heartbeat())
    await asyncio.sleep(3.5)
    beating.cancel()


if __name__ == "__main__":
    asyncio.run(main())
