"""Fixture: timeouts around what never waits. Every line that is not marked is silent."""
import asyncio
from asyncio import timeout_at

import anyio
import async_timeout


async def work():
    await asyncio.sleep(1)


async def never_waits(parse, text, lock):
    async with asyncio.timeout(1):  # expect: timeout-without-await
        parse(text)
    async with timeout_at(1):  # expect: timeout-without-await
        parse(text)
    async with async_timeout.timeout(1):  # expect: timeout-without-await
        parse(text)
    with anyio.move_on_after(1):  # expect: timeout-without-await
        parse(text)
    async with lock, asyncio.timeout(1):  # expect: timeout-without-await
        parse(text)
    async with asyncio.timeout(1):  # expect: timeout-without-await
        async def inner():
            await work()
        print(inner)


async def waits(parse, text, lock, xs):
    async with asyncio.timeout(1):  # ok: it waits
        await work()
    async with asyncio.timeout(1):  # ok: it waits for the lock
        async with lock:
            parse(text)
    async with asyncio.timeout(1), lock:  # ok: the same in one statement
        parse(text)
    async with asyncio.timeout(1):  # ok: it waits for each element
        async for x in xs:
            print(x)
    async with asyncio.timeout(1):  # ok: so does the comprehension
        print([x async for x in xs])


async def yields(xs):  # expect: unsafe-async-generator
    async with asyncio.timeout(1):  # ok: who gets the value waits
        yield 1  # expect: yield-in-scope


async def other(stopwatch, parse):
    async with stopwatch.timeout(1):  # ok: another timeout
        parse()


async def empty():
    async with asyncio.timeout(0):  # ok: nothing in it, yet
        pass
