# An asynchronous generator that is dropped half-way is closed by a task of its own.
import asyncio


async def numbers():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)


async def main():
    async for _ in numbers():
        break
    await asyncio.sleep(0.1)


asyncio.run(main())
