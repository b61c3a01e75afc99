# notify(1) when the first in line was cancelled and has not stepped yet: the next one is notified.
import asyncio


async def main():
    condition = asyncio.Condition()

    async def waiter():
        async with condition:
            await condition.wait()

    waiters = [asyncio.create_task(waiter()) for _ in range(3)]
    await asyncio.sleep(0.1)
    async with condition:
        waiters[0].cancel()
        condition.notify()
    await asyncio.sleep(0.1)
    async with condition:
        condition.notify()
        condition.notify()
    await asyncio.sleep(0.1)


asyncio.run(main())
