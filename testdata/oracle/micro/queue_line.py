# The first in line is cancelled, and before it steps an item comes: the wake-up passes it over, for the next in line.
import asyncio


async def main():
    queue = asyncio.Queue(1)

    async def getter():
        await queue.get()

    async def putter():
        await queue.put(1)

    getters = [asyncio.create_task(getter()) for _ in range(3)]
    await asyncio.sleep(0)
    getters[0].cancel()
    queue.put_nowait(1)
    await asyncio.sleep(0.1)
    queue.put_nowait(1)
    await asyncio.sleep(0.1)
    queue.put_nowait(1)
    putters = [asyncio.create_task(putter()) for _ in range(3)]
    await asyncio.sleep(0)
    putters[0].cancel()
    queue.get_nowait()
    await asyncio.sleep(0.1)


asyncio.run(main())
