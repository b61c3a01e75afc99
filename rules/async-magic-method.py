import asyncio
import functools

from asyncinit import asyncinit
from elsewhere import Loaded


class Client:
    async def __init__(self, connect):  # expect: async-magic-method
        self.connection = await connect()

    async def __len__(self):  # expect: async-magic-method
        return await self.connection.count()

    async def __contains__(self, item):  # expect: async-magic-method
        return await self.connection.has(item)

    async def __exit__(self, *error):  # expect: async-magic-method
        await self.connection.close()

    async def __del__(self):  # expect: async-magic-method
        await self.connection.close()

    async def __setitem__(self, key, value):  # expect: async-magic-method
        await self.connection.put(key, value)

    async def __aiter__(self):  # expect: async-magic-method
        await self.connection.start()
        return self

    async def __post_init__(self):  # expect: async-magic-method
        await asyncio.sleep(1)

    async def __aenter__(self):  # ok: awaited
        return self

    async def __aexit__(self, *error):  # ok: awaited
        await self.connection.close()

    async def __anext__(self):  # ok: awaited
        return await self.connection.next()

    async def __call__(self):  # ok: the caller awaits it
        await self.connection.ping()

    async def __getitem__(self, key):  # ok: `await client[key]`
        return await self.connection.get(key)

    async def __lshift__(self, value):  # ok: `await (client << value)`
        await self.connection.put(value)

    def __await__(self):  # ok: no coroutine function
        return self.connection.__await__()

    def __iter__(self):  # ok: no coroutine function
        return iter(())

    async def _init(self):  # ok: no special method
        await asyncio.sleep(1)

    async def __own__(self):  # ok: none that Python calls
        await asyncio.sleep(1)

    @functools.partial
    async def __bool__(self):  # ok: nobody knows what the decorator makes of it
        return await self.connection.ping()


class Rows:
    # ok: an asynchronous generator is what `async for` wants
    async def __aiter__(self):  # expect: unsafe-async-generator
        yield 1


async def __init__(self):  # ok: no method
    await asyncio.sleep(1)


class Settings:
    async def __init__(self):  # expect: async-magic-method
        self.values = {}


class Derived(Settings):
    async def __init__(self):  # expect: async-magic-method
        self.more = {}


@asyncinit
class Decorated:
    async def __init__(self):  # ok: the decorator may await it
        self.values = {}


class Awaited:
    async def __new__(cls, *args):  # ok: gives a coroutine to whoever makes one
        instance = super().__new__(cls)
        await instance.__init__(*args)
        return instance

    async def __init__(self, values):  # ok: awaited above
        self.values = values


class AwaitedToo(Awaited):
    async def __init__(self, values):  # ok: by its base's __new__
        await asyncio.sleep(1)

    async def __len__(self):  # expect: async-magic-method
        return len(self.values)


class Meta(type):
    async def __call__(cls, *args):  # ok: the caller awaits it
        instance = cls.__new__(cls, *args)
        await instance.__init__(*args)
        return instance


class Made(metaclass=Meta):
    async def __init__(self):  # ok: the metaclass awaits it
        self.values = {}


class MadeToo(Made):
    async def __init__(self):  # ok: by its base's metaclass
        self.values = {}


class Unknown(Loaded):
    async def __init__(self):  # ok: nobody knows what the base does
        await super().__init__()
