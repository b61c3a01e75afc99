import asyncio


async def numbers():
    for n in range(3):
        yield n


async def main():
    async for n in numbers():  # refused: is a generator
        await asyncio.sleep(n)


asyncio.run(main())
