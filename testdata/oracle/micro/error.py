# main fails: what asyncio.run does then.
import asyncio


class Error(Exception):
    pass


async def child():
    await asyncio.sleep(1)


async def main():
    asyncio.create_task(child())
    await asyncio.sleep(0.1)
    raise Error


asyncio.run(main())
