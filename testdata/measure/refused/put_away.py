import asyncio


async def main():
    tasks = {}
    tasks["a"] = asyncio.create_task(asyncio.sleep(1))  # refused: by subscript
    await asyncio.sleep(2)


asyncio.run(main())
