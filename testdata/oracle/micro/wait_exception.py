# wait until the first failure; a cancelled task is none.
import asyncio


class Error(Exception):
    pass


async def good():
    await asyncio.sleep(0.1)


async def bad():
    await asyncio.sleep(0.2)
    raise Error


async def late():
    await asyncio.sleep(0.3)


async def main():
    tasks = [asyncio.create_task(c()) for c in (late, good, bad, late)]
    tasks[3].cancel()
    await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)


asyncio.run(main())
