# Exactly half of 104 timers are cancelled: the heap is left as it is.
import asyncio


async def sleeper():
    await asyncio.sleep(5)


async def early():
    await asyncio.sleep(1)


async def main():
    drop = [asyncio.create_task(sleeper()) for _ in range(52)]
    keep = [asyncio.create_task(sleeper()) for _ in range(51)]
    mark = asyncio.create_task(early())
    await asyncio.sleep(0.5)
    for task in drop:
        task.cancel()
    await mark
    await asyncio.wait(keep)


asyncio.run(main())
