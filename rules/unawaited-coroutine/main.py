"""Fixture: coroutines that nobody awaits. Every line that is not marked is silent."""
import asyncio
import contextlib
import functools
import unittest
from unittest import mock

import aiohttp
import asyncpg
import click
import httpx
import pytest
import redis.asyncio as redis

from client import Session, connect
from client.session import Port, address, reconnect


async def work():
    await asyncio.sleep(1)


async def dropped(queue: asyncio.Queue, lock: asyncio.Lock, writer: asyncio.StreamWriter):
    asyncio.sleep(1)  # expect: unawaited-coroutine
    work()  # expect: unawaited-coroutine
    queue.put(1)  # expect: unawaited-coroutine
    lock.acquire()  # expect: unawaited-coroutine
    writer.drain()  # expect: unawaited-coroutine
    asyncio.wait_for(work(), 1)  # expect: unawaited-coroutine
    [work() for _ in range(3)]  # expect: unawaited-coroutine
    queue and work()  # expect: unawaited-coroutine


async def unread():
    result = work()  # expect: unawaited-coroutine
    _ = work()  # expect: unawaited-coroutine
    later = work()  # ok: awaited below
    await later


def no_coroutine():
    work()  # expect: unawaited-coroutine
    asyncio.run(work())  # ok: run


async def other_files():
    connect()  # expect: unawaited-coroutine
    session = await connect()
    session.close()  # expect: unawaited-coroutine
    session.flush()  # expect: unawaited-coroutine
    session.stop()  # ok: the class has a function in place of its base's coroutine
    session.perhaps(True)  # ok: no coroutine on every path


async def handed_on(session: Session):
    reconnect()  # expect: unawaited-coroutine
    session.shut()  # expect: unawaited-coroutine
    await reconnect()  # ok: awaited
    later = session.shut()  # ok: awaited below
    await later
    address()  # ok: no coroutine
    session.name()  # ok: no coroutine
    return reconnect()  # ok: handed on


async def typed(session: Session, port: Port, anything):
    session.close()  # expect: unawaited-coroutine
    port.open()  # ok: a class derived from it has a plain function there
    anything.close()  # ok: nobody knows its type


class Service:
    def __init__(self):
        self.session = Session()

    async def stop(self):
        self.session.close()  # expect: unawaited-coroutine
        self.teardown()  # expect: unawaited-coroutine
        await self.teardown()  # ok: awaited
        self.later()  # expect: unawaited-coroutine

    def later(self):
        return self.teardown()  # ok: returned

    async def teardown(self):
        pass

    async def items(self):  # expect: unsafe-async-generator
        yield 1

    async def iterate(self):
        self.items()  # ok: an async generator, no coroutine


async def libraries(pool: asyncpg.Pool):
    async with aiohttp.ClientSession() as session:
        session.get("/")  # expect: unawaited-coroutine
        async with session.get("/") as response:  # ok: entered
            response.text()  # expect: unawaited-coroutine
    async with httpx.AsyncClient() as client:
        client.post("/")  # expect: unawaited-coroutine
    async with pool.acquire() as connection:
        connection.execute("select 1")  # expect: unawaited-coroutine
    store = redis.Redis()
    store.set("a", 1)  # expect: unawaited-coroutine
    pipeline = store.pipeline()
    pipeline.set("a", 1)  # ok: the commands of a pipeline wait for execute()


def in_background(function):
    @functools.wraps(function)
    def run(*args):
        return asyncio.ensure_future(function(*args))
    return run


def timed(function):
    @functools.wraps(function)
    async def run(*args):
        return await function(*args)
    return run


def registered(name):
    def register(function):
        print(name)
        return function
    return register


def either(function):
    if asyncio.iscoroutinefunction(function):
        @functools.wraps(function)
        async def run(*args):
            return await function(*args)
    else:
        @functools.wraps(function)
        def run(*args):
            return function(*args)
    return run


def ran_to_its_end(function):
    @functools.wraps(function)
    def run(self, *args):
        return self.loop.run_until_complete(function(self, *args))
    return run


def with_session(function):
    @ran_to_its_end
    @functools.wraps(function)
    async def run(self):
        async with aiohttp.ClientSession() as session:
            await function(self, session)
    return run


def timed_twice(function):
    @timed
    @functools.wraps(function)
    async def run(*args):
        await function(*args)
    return run


@in_background
async def background():
    await asyncio.sleep(1)


@timed
async def measured():
    await asyncio.sleep(1)


@timed_twice
async def measured_twice():
    await asyncio.sleep(1)


@with_session
async def in_session(self, session):
    await asyncio.sleep(1)


@registered("x")
async def known():
    await asyncio.sleep(1)


@click.command()
async def command():
    await asyncio.sleep(1)


@contextlib.asynccontextmanager
async def context():
    yield


@pytest.fixture
async def resource():
    return 1


async def decorated():
    background()  # ok: the decorator makes a task of it
    measured()  # expect: unawaited-coroutine
    known()  # expect: unawaited-coroutine
    measured_twice()  # expect: unawaited-coroutine
    in_session(None)  # ok: what the decorator gives is decorated, too, and no coroutine function after that
    command()  # ok: nobody knows what the decorator makes of it
    context()  # ok: a context manager
    resource()  # ok: a fixture


async def taken(loop, group, names):
    group.start(work())  # ok: somebody takes it
    names.append(work())  # ok: kept
    asyncio.gather(work())  # expect: dangling-task
    loop.run_until_complete(work())  # expect: nested-loop-run  # ok: run
    return work()  # ok: returned


class Mocks(unittest.IsolatedAsyncioTestCase):
    async def test_mock(self):
        send = mock.AsyncMock()
        send()  # ok: what a mock gives, a test knows
        with self.assertRaises(TypeError):
            work(1)  # ok: it is there to fail
        with pytest.warns(RuntimeWarning):
            work()  # ok: it is there to warn

    @mock.patch("time.sleep")
    async def test_patched(self, sleep):
        sleep(1)  # ok: a parameter


def shadowed(asyncio):
    asyncio.sleep(1)  # ok: another asyncio


async def futures(loop):
    loop.run_in_executor(None, print)  # ok: a future whose work goes on by itself
    asyncio.ensure_future(work())  # expect: dangling-task


async def lambdas(button):
    button.on_click(lambda: work())  # ok: who calls it may await it


class Job:
    def __init__(self):
        self.soon = functools.partial(work, 1)

    async def __call__(self):
        await self.soon()

    async def again(self):
        self()  # expect: unawaited-coroutine
        self.soon()  # expect: unawaited-coroutine
        return self()  # ok: returned


class PlainJob:
    def __init__(self, job: Job):
        self.job = job

    def __call__(self):
        return print

    def run(self):
        self()  # ok: no coroutine
        self.job()  # expect: unawaited-coroutine
        self.job  # ok: nothing is called


class DerivedJob(Job):
    pass


async def callables(jobs):
    bound = functools.partial(work, 1)
    bound()  # expect: unawaited-coroutine
    functools.partial(work)()  # expect: unawaited-coroutine
    functools.partial(functools.partial(work))()  # expect: unawaited-coroutine
    DerivedJob()()  # expect: unawaited-coroutine
    functools.partial(print, work)()  # ok: calls print
    functools.partial(work)  # ok: nothing is called
    functools.partial(*jobs)()  # ok: nobody knows what
    await bound()  # ok: awaited
    coroutine = bound()
    return coroutine  # ok: handed on to whoever awaits it


class Step:
    async def run_async(self, path):
        await asyncio.sleep(1)

    async def run(self, path, function=None):
        function = function or self.run_async
        if not asyncio.iscoroutinefunction(function):
            function(path)  # ok: another function, which is none
        elif path:
            await function(path)  # ok: awaited
        else:
            function(path)  # ok: whoever asks knows which branch is whose
        if asyncio.iscoroutinefunction(path):
            work()  # expect: unawaited-coroutine


class Opened:
    async def __init__(self):  # expect: async-magic-method
        await client.ping()


class OpenedTwice(Opened):
    def __init__(self):
        super().__init__()  # ok: reported once, where it is defined
