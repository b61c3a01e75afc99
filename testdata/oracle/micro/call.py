# Awaiting a coroutine is a call: no event of its own.
import asyncio


async def inner():
    await asyncio.sleep(0)


async def main():
    await inner()
    await inner()


asyncio.run(main())
