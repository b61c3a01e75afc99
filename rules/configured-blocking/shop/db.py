import asyncio


def query(text, *values):
    return [text, values]


async def aquery(text, *values):
    await asyncio.sleep(0.1)
    return [text, values]
