import asyncio
import contextlib
import threading

import aiohttp
import anyio
import httpx
import pytest


async def locks(lock: asyncio.Lock, semaphore: asyncio.Semaphore):
    with lock:  # expect: context-manager-mismatch
        print("in")
    with open("x"), semaphore:  # expect: context-manager-mismatch, blocking-file
        print("in")
    async with lock, semaphore:  # ok: as it should be
        print("in")


class Guard:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.thread_lock = threading.Lock()

    async def use(self):
        with self.lock:  # expect: context-manager-mismatch
            print("in")
        async with self.thread_lock:  # expect: context-manager-mismatch
            print("in")
        with self.thread_lock:  # ok: as it should be
            print("in")


async def groups(work):
    with asyncio.TaskGroup() as group:  # expect: context-manager-mismatch, useless-taskgroup
        group.create_task(work())
    with asyncio.timeout(1):  # expect: context-manager-mismatch
        await work()
    async with anyio.move_on_after(1):  # expect: context-manager-mismatch
        await work()
    with anyio.move_on_after(1):  # ok: as it should be
        await work()
    async with contextlib.suppress(ValueError):  # expect: context-manager-mismatch
        await work()


async def clients():
    with aiohttp.ClientSession() as session:  # expect: context-manager-mismatch
        print(session)
    with httpx.AsyncClient() as client:  # expect: context-manager-mismatch
        print(client)
    async with httpx.AsyncClient() as client:  # ok: as it should be
        print(client)
    with contextlib.nullcontext() as client:  # ok: can be used in both
        print(client)
    async with contextlib.nullcontext() as client:  # ok: can be used in both
        print(client)


@contextlib.asynccontextmanager
async def connection():
    yield 1


@contextlib.contextmanager
def timer():
    yield 1


async def connect():
    return connection()


class Factory:
    @staticmethod
    @contextlib.asynccontextmanager
    async def session():
        yield 1

    @contextlib.contextmanager
    def overridden(self):
        yield 1


class OtherFactory(Factory):
    @contextlib.asynccontextmanager
    async def overridden(self):
        yield 1


async def generators(factory: Factory, given):
    with connection():  # expect: context-manager-mismatch
        print("in")
    async with timer():  # expect: context-manager-mismatch
        print("in")
    async with connect():  # expect: context-manager-mismatch
        print("in")
    with Factory.session():  # expect: context-manager-mismatch
        print("in")
    async with connection(), await connect():  # ok: as it should be
        print("in")
    async with factory.overridden():  # ok: a derived class has an asynchronous one
        print("in")
    with given():  # ok: nobody knows what that is
        print("in")
    with timer():  # ok: as it should be
        print("in")


class Plain:
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


class Async:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return None


class Both(Plain, Async):
    pass


class FromElsewhere(aiohttp.web.View):
    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None


class Inherits(Async):
    pass


@pytest.mark.skip
class Decorated(Async):
    pass


async def objects(annotated: Plain):
    async with Plain():  # expect: context-manager-mismatch
        print("in")
    with Inherits() as value:  # expect: context-manager-mismatch
        print(value)
    async with Async(), Both():  # ok: as it should be
        print("in")
    with Plain(), Both():  # ok: as it should be
        print("in")
    async with FromElsewhere():  # ok: the base may have the other
        print("in")
    async with annotated:  # ok: it may be of a derived class
        print("in")
    with Decorated():  # ok: the decorator may add the other
        print("in")
    with pytest.raises(TypeError), Inherits():  # ok: it is there to fail
        print("in")


def in_a_thread(lock: threading.Lock):
    with lock:  # ok: as it should be
        print("in")
