# A task awaits itself: RuntimeError at its next step, which comes right behind the bare yield of another.
import asyncio


async def main():
    async def yields():
        for _ in range(4):
            await asyncio.sleep(0)

    async def awaits():
        try:
            await tasks[0]
        except RuntimeError:
            await asyncio.sleep(0)
            await asyncio.sleep(0)

    tasks = []
    yielding = asyncio.create_task(yields())
    tasks.append(asyncio.create_task(awaits()))
    await yielding
    await asyncio.wait(tasks)


asyncio.run(main())
