import asyncio
import stream


async def main():
    async for message in stream.messages():
        await asyncio.sleep(0.01)
    async with stream.open() as connection:
        await connection.send(message)


asyncio.run(main())
