# A lock is handed on in order.
import asyncio


async def main():
    lock = asyncio.Lock()

    async def child():
        async with lock:
            await asyncio.sleep(0)

    await asyncio.wait([asyncio.create_task(child()) for _ in range(3)])


asyncio.run(main())
