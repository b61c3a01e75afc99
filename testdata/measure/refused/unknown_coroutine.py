import asyncio


async def main(make=None):
    await start(run_later(asyncio.sleep))


async def run_later(what):
    task = asyncio.create_task(what)  # refused: not known to be a coroutine
    await task


async def start(coroutine):
    await coroutine


asyncio.run(main())
