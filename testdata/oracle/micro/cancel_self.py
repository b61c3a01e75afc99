# A task cancels itself: at its next await, or at its end.
import asyncio


async def main():
    async def awaits():
        tasks[0].cancel()
        await asyncio.sleep(1)

    async def returns():
        tasks[1].cancel()

    tasks = [asyncio.create_task(awaits()), asyncio.create_task(returns())]
    await asyncio.wait(tasks)


asyncio.run(main())
