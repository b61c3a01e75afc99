# A getter is woken and cancelled in the same iteration: the item is handed to the next.
import asyncio


async def main():
    queue = asyncio.Queue(1)

    async def getter():
        await queue.get()

    async def putter():
        await queue.put(1)

    getters = [asyncio.create_task(getter()) for _ in range(3)]
    await asyncio.sleep(0)
    queue.put_nowait(1)
    getters[0].cancel()
    getters[2].cancel()
    await asyncio.sleep(0.1)
    putters = [asyncio.create_task(putter()) for _ in range(3)]
    await asyncio.sleep(0)
    queue.get_nowait()
    putters[1].cancel()
    await asyncio.sleep(0.1)


asyncio.run(main())
