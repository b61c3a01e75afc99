# With return_exceptions all children are waited for, failed and cancelled ones too.
import asyncio


class Error(Exception):
    pass


async def bad():
    raise Error


async def good():
    await asyncio.sleep(0.2)


async def main():
    tasks = [asyncio.create_task(c()) for c in (good, bad, good)]
    tasks[2].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


asyncio.run(main())
