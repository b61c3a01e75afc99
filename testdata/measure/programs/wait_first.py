"""wait for the first of several, then cancel what is pending."""
import asyncio


async def answer(seconds):
    await asyncio.sleep(seconds)


async def main():
    tasks = [asyncio.create_task(answer(s)) for s in (0.3, 0.1, 0.2)]
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.sleep(0.01)


asyncio.run(main())
