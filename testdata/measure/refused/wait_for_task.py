import asyncio


async def main():
    task = asyncio.create_task(asyncio.sleep(1))
    await asyncio.wait_for(task, 2)  # refused: before Python 3.12


asyncio.run(main())
