# A woken getter finds the item gone, and waits again at the back.
import asyncio


async def main():
    queue = asyncio.Queue()

    async def getter():
        await queue.get()

    first = asyncio.create_task(getter())
    await asyncio.sleep(0)
    asyncio.create_task(getter())
    await asyncio.sleep(0)
    queue.put_nowait(1)
    queue.get_nowait()
    await asyncio.sleep(0)
    queue.put_nowait(2)
    await asyncio.sleep(0)
    queue.put_nowait(3)
    await first


asyncio.run(main())
