"""Fixture: what is tested, awaited and then set. Every line that is not marked is silent."""
import asyncio


async def make(key=None):
    await asyncio.sleep(1)
    return key


async def at_once():
    return 1


class Client:
    def __init__(self):
        self.connection = None
        self.cache = {}
        self.lock = asyncio.Lock()

    async def get(self):
        if self.connection is None:
            self.connection = await make()  # expect: check-await-set
        return self.connection

    async def falsy(self):
        if not self.connection:
            self.connection = await make()  # expect: check-await-set
        return self.connection

    async def either(self, fresh):
        if fresh or self.connection is None:
            print("again")
            self.connection = await make()  # expect: check-await-set

    async def cached(self, key):
        if key not in self.cache:
            self.cache[key] = await make(key)  # expect: check-await-set
        return self.cache[key]

    async def locked(self):
        async with self.lock:
            if self.connection is None:
                self.connection = await make()  # ok: one task at a time

    async def locked_below(self):
        if self.connection is None:
            async with self.lock:
                if self.connection is None:
                    self.connection = await make()  # ok: asked again with the lock held

    async def locked_too_late(self):
        if self.connection is None:
            async with self.lock:
                self.connection = await make()  # expect: check-await-set

    async def asked_again(self):
        if self.connection is None:
            key = await make()
            if self.connection is not None:
                return self.connection
            self.connection = await make(key)  # ok: it looks again, whatever that is worth
        return self.connection

    async def connect(self):
        if self.connection is None:
            self.connection = await make()  # ok: runs once, by its name

    async def never_waits(self):
        if self.connection is None:
            self.connection = await at_once()  # ok: nothing else runs meanwhile

    async def task(self):
        if self.connection is None:
            self.connection = asyncio.create_task(make())  # ok: assigned at once
        return await self.connection

    async def another(self, key):
        if key not in self.cache:
            self.connection = await make(key)  # ok: nobody asked for it

    async def there(self, key):
        if key in self.cache:
            self.cache[key] = await make(key)  # ok: it is there, and replaced
        if self.connection is not None:
            self.connection = await make()  # ok: the same

    async def other_branch(self):
        if self.connection:
            return
        self.connection = await make()  # ok: behind the test, not below it


async def local(key):
    value = None
    if value is None:
        value = await make(key)  # ok: nobody else has it
    return value


async def of_another(client):
    if client.connection is None:
        client.connection = await make()  # ok: nobody knows who shares it
