# A thread ends while the loop computes.
import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()

    async def busy():
        time.sleep(0.5)

    asyncio.create_task(busy())
    await loop.run_in_executor(None, time.sleep, 0.25)


asyncio.run(main())
