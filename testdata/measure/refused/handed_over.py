import asyncio
import somewhere


async def job():
    await asyncio.sleep(1)


async def main():
    somewhere.register(job())  # refused: nobody knows what it does with it
    await asyncio.sleep(2)


asyncio.run(main())
