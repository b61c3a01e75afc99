import asyncio


async def main():
    condition = asyncio.Condition()
    async with condition:
        await condition.wait_for(lambda: True)  # refused: predicate


asyncio.run(main())
