# A job in a thread: two hops back, and the self-pipe.
import asyncio
import time


async def main():
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, time.sleep, 0.25)


asyncio.run(main())
