import asyncio
from contextlib import asynccontextmanager


async def parse(text):  # expect: async-without-await
    parts = text.split()
    return parts[0]


async def only_inside(fetch):  # expect: async-without-await
    async def work():
        return await fetch()

    return work


async def main(text, fetch):
    await parse(text)
    work = await only_inside(fetch)
    await work()


async def for_other_files(text):  # ok: nobody awaits it here
    parts = text.split()
    return parts[1]


class Client:
    async def _parse(self, text):  # expect: async-without-await
        self.last = text
        return text.split()

    async def get(self, text):  # ok: it waits
        return await self._parse(text)

    async def close(self):  # ok: whoever closes clients awaits that
        self.last = None

    async def __aenter__(self):  # ok: a special method is a coroutine
        self.last = ""
        return self


class Base:
    async def _load(self, text):  # ok: another class has another one
        self.first = text
        return []

    async def load(self):  # ok: it waits
        return await self._load("")


class Other(Base):
    async def _load(self, text):  # ok: it takes the place of another one
        print(text)
        return [text]


class Derived(Client):
    async def _load(self, text):  # ok: it may take the place of another one
        self.first = text
        return []


# ok: an asynchronous generator
async def generator(items):  # expect: unsafe-async-generator
    for item in items:
        yield item


async def over(source):  # ok: it waits for each
    return [x async for x in source]


async def under(lock):  # ok: it waits for the lock
    async with lock:
        return 1


async def still_to_be_written():  # ok: nothing yet
    """Does it."""


async def not_here():  # ok: only an exception
    raise NotImplementedError


async def nothing():  # ok: only a constant
    return None


@asynccontextmanager
async def decorated():  # ok: the decorator wants it
    print("in")
    yield
    print("out")


async def callback(event):  # ok: handed on as a function
    print(event)
    print(event.name)


async def job(text):  # ok: a task wants a coroutine
    print(text)
    print(len(text))


async def test_it():  # ok: a test is what its runner wants
    result = 1 + 1
    assert result == 2


async def awaited_and_handed_on(text):  # ok: a task wants a coroutine
    print(text)
    print(len(text))


async def waits_for_it():
    await awaited_and_handed_on("x")


async def in_words(text):  # expect: async-without-await
    """Awaited by waits_in_words(), and nowhere else."""
    print(text)
    print(len(text))


async def waits_in_words():
    return await asyncio.wait_for(asyncio.sleep(1), 2) or (await  in_words("x"))


def start(bus, group):
    bus.subscribe(callback)
    group.create_task(job("x"))
    group.create_task(awaited_and_handed_on("x"))
