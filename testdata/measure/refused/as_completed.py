import asyncio


async def main():
    tasks = [asyncio.create_task(asyncio.sleep(1))]
    for future in asyncio.as_completed(tasks):  # refused: as_completed() other than
        print(future)
        await future


asyncio.run(main())
