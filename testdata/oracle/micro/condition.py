# notify of one, then of all; the woken ones queue on the lock.
import asyncio


async def main():
    condition = asyncio.Condition()

    async def child():
        async with condition:
            await condition.wait()
            await asyncio.sleep(0)

    tasks = [asyncio.create_task(child()) for _ in range(4)]
    await asyncio.sleep(0)
    async with condition:
        condition.notify()
    await asyncio.sleep(0.1)
    async with condition:
        condition.notify_all()
    await asyncio.wait(tasks)


asyncio.run(main())
