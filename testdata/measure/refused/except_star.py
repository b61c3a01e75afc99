import asyncio


async def main():
    try:  # refused: `except*`
        await asyncio.sleep(1)
    except* ValueError:
        pass


asyncio.run(main())
