"""Fixture: what is awaited before it is gathered. Every line that is not marked is silent."""
import asyncio


async def a():
    await asyncio.sleep(1)


async def value(n):
    await asyncio.sleep(1)
    return 1


async def make():
    await asyncio.sleep(1)
    return a()


async def jobs():
    await asyncio.sleep(1)
    return [a(), a()]


async def awaited(n):
    await asyncio.gather(await a(), await a())  # expect: gather-of-awaited
    await asyncio.gather(*[await value(i) for i in range(3)])  # expect: gather-of-awaited, await-in-loop
    await asyncio.wait_for(await asyncio.sleep(n), 2)  # expect: gather-of-awaited
    await asyncio.wait([await value(1)])  # expect: gather-of-awaited


async def good(send, xs):
    await asyncio.gather(a(), a())  # ok: not awaited
    await asyncio.gather(*await jobs())  # ok: the list is awaited
    await asyncio.gather(await make(), await make())  # ok: they give coroutines
    await asyncio.gather(await send(1), await send(2))  # ok: nobody knows what they give
    await asyncio.wait_for(value(1), 2)  # ok: not awaited
    print([await value(1) for _ in xs])  # ok: no gather
    await asyncio.gather(*(value(await value(2)) for _ in range(3)))  # ok: an argument's argument


async def published():
    first = await value(1)
    return [asyncio.create_task(value(first))]


async def all_of_them(producers):
    await asyncio.wait(await published())  # ok: it gives the tasks that are waited for
    await asyncio.wait(await producers.all(), timeout=1)  # ok: likewise
