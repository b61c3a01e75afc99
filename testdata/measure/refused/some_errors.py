import asyncio


async def main(x=0):
    try:
        if x:
            raise KeyError(x)
        raise ConnectionError(x)
    except OSError:  # refused: catches some of what is raised
        await asyncio.sleep(1)


asyncio.run(main())
