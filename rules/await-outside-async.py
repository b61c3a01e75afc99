import asyncio


def plain(fetch):
    return await fetch()  # expect: await-outside-async


def statements(source, lock):
    async for x in source:  # expect: await-outside-async
        print(x)
    async with lock:  # expect: await-outside-async
        print()


def comprehensions(source):
    return [x async for x in source]  # expect: await-outside-async


async def nested(fetch):
    def inner():
        return await fetch()  # expect: await-outside-async

    later = lambda: await fetch()  # expect: await-outside-async

    class Inner:
        value = await fetch()  # expect: await-outside-async

    return inner, later, Inner


async def generator(source):  # expect: unsafe-async-generator
    yield from source  # expect: await-outside-async


async def proper(fetch, source, lock):
    async for x in source:  # ok: a coroutine
        print(x)
    async with lock:  # ok: a coroutine
        pass
    values = [x async for x in source]  # ok: a coroutine
    more = [await fetch(x) for x in values]  # expect: await-in-loop  # ok: a comprehension belongs to its function
    return await fetch(more)  # ok: a coroutine


def makes_generator(fetch, source):
    lazy = (await fetch(x) for x in range(3))  # ok: an asynchronous generator may be made anywhere
    other = (x async for x in source)  # ok: the same
    return lazy, other


def inside(fetch):
    async def work():
        return await fetch()  # ok: the inner function is one

    def delegate():
        yield from fetch()  # ok: a plain generator

    return work, delegate


async def defaults(fetch):
    def inner(value=await fetch()):  # ok: defaults are worked out by the coroutine
        return value

    return inner


class Client:
    def get(self):
        return await self.fetch()  # expect: await-outside-async

    async def fetch(self):
        return await asyncio.sleep(1)  # ok: a coroutine


def words():
    return "await nothing"  # ok: a text


value = await asyncio.sleep(1)  # expect: await-outside-async


class Items:
    yield 1  # expect: await-outside-async


def items():
    yield from [1, 2]  # ok: a plain generator
