"""Fixture: loops over async generators that are left early. Every line that is not marked is silent."""
import asyncio
import contextlib


async def rows(connect):  # expect: unsafe-async-generator
    async with connect() as connection:
        async for row in connection:
            yield row  # expect: yield-in-context-manager


async def watched(stream):  # expect: unsafe-async-generator
    try:
        async for x in stream:
            yield x
    finally:
        print("over")


async def numbers():  # expect: unsafe-async-generator
    for i in range(3):
        await asyncio.sleep(1)
        yield i


async def first(connect):
    async for row in rows(connect):
        return row  # expect: generator-not-closed


async def some(stream):
    async for x in watched(stream):
        if x:
            break  # expect: generator-not-closed
        for y in x:
            if y:
                break  # ok: another loop


async def closed(connect):
    async with contextlib.aclosing(rows(connect)) as all_rows:
        async for row in all_rows:
            return row  # ok: closed by the block


async def idle():
    async for x in numbers():
        return x  # ok: it holds nothing


async def all_of(connect):
    async for row in rows(connect):
        print(row)  # ok: goes to the end
        if not row:
            continue  # ok: stays in the loop


async def elsewhere(stream):
    async for x in stream.rows():
        return x  # ok: nobody knows what it holds
