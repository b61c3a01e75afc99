# 101 timers, 56 of them cancelled: the heap is filtered and rebuilt.
import asyncio


async def sleeper():
    await asyncio.sleep(5)


async def early():
    await asyncio.sleep(1)


async def main():
    drop = [asyncio.create_task(sleeper()) for _ in range(56)]
    keep = [asyncio.create_task(sleeper()) for _ in range(44)]
    mark = asyncio.create_task(early())
    await asyncio.sleep(0.5)
    for task in drop:
        task.cancel()
    await mark
    await asyncio.wait(keep)


asyncio.run(main())
