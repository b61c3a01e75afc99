# Tasks that nobody waits for: asyncio.run cancels what is left.
import asyncio


async def child():
    await asyncio.sleep(1)


async def main():
    tasks = [asyncio.create_task(child()) for _ in range(3)]
    await asyncio.sleep(0.5)
    tasks.append(asyncio.create_task(child()))


asyncio.run(main())
