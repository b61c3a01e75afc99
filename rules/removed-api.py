import asyncio
import asyncio as aio
import inspect
import sys
from asyncio import Lock, coroutine  # expect: removed-api
from asyncio import create_task, current_task, sleep  # ok: all of these are there

import pytest

PY38 = sys.version_info >= (3, 8)
lock = Lock()


@coroutine  # ok: the import is reported, and fails first
def generator():
    yield from asyncio.sleep(1)


@aio.coroutine  # expect: removed-api
def other():
    yield from asyncio.sleep(1)


def tasks():
    return asyncio.Task.all_tasks()  # expect: removed-api


async def current():
    return asyncio.Task.current_task()  # expect: removed-api


async def still_there():
    current_task()  # ok: asyncio.current_task is another one
    asyncio.all_tasks()  # ok: the same


async def arguments(loop):
    await asyncio.sleep(1, loop=loop)  # expect: removed-api
    await sleep(1, None, loop=loop)  # expect: removed-api
    queue = asyncio.Queue(9, loop=loop)  # expect: removed-api
    event = asyncio.Event(loop=loop)  # expect: removed-api
    own = asyncio.Lock(loop = loop)  # expect: removed-api
    await asyncio.gather(queue.get(), event.wait(), loop=loop)  # expect: removed-api
    async with own:
        await asyncio.open_connection("localhost", 80, loop=loop)  # expect: removed-api


async def arguments_that_stay(loop, work):
    future = asyncio.Future(loop=loop)  # ok: futures keep the argument
    reader = asyncio.StreamReader(loop=loop)  # ok: so do readers
    task = asyncio.ensure_future(work(), loop=loop)  # ok: and ensure_future
    return future, reader, task


async def arguments_of_others(loop, client, kwargs):
    await client.sleep(1, loop=loop)  # ok: nobody knows whose sleep that is
    await asyncio.sleep(1, **kwargs)  # ok: nobody knows what is in them
    await asyncio.sleep(1, None)  # ok: no loop


class Client:
    def __init__(self, loop=None):
        self.loop = loop
        self.own = asyncio.Lock()

    async def get(self):
        with await self.own:  # expect: removed-api
            await asyncio.sleep(1)

    async def get_properly(self):
        async with self.own:  # ok: the way that is left
            await asyncio.sleep(1)

    async def get_file(self, opener):
        with await opener.open() as f:  # ok: whatever that gives is the context manager
            return f.name

    def get_old(self):
        with (yield from lock):  # expect: removed-api
            return 1


def watch():
    asyncio.set_child_watcher(asyncio.SafeChildWatcher())  # expect: removed-api


def watch_by_policy():
    return asyncio.get_event_loop_policy().get_child_watcher()  # expect: removed-api


async def datagrams(protocol):
    loop = asyncio.get_running_loop()
    await loop.create_datagram_endpoint(protocol, reuse_address=True)  # expect: removed-api
    await loop.create_datagram_endpoint(protocol, reuse_port=True)  # ok: that is another one
    await loop.create_server(protocol, reuse_address=True)  # ok: servers have it


# -- guarded

if sys.version_info < (3, 10):
    queue = asyncio.Queue(9, loop=asyncio.new_event_loop())  # ok: not run by a Python that does not know it
else:
    queue = asyncio.Queue(9)

watcher = None if PY38 else asyncio.get_child_watcher()  # ok: a constant that says the version

if hasattr(asyncio, "coroutine"):
    legacy = asyncio.coroutine  # ok: asked before

try:
    all_tasks = asyncio.all_tasks
except AttributeError:
    all_tasks = asyncio.Task.all_tasks  # ok: the other one was not there

try:
    from asyncio import get_child_watcher  # ok: the error is expected
except ImportError:
    get_child_watcher = None


def guarded_early():
    if sys.version_info >= (3, 14):
        return None
    return asyncio.get_child_watcher()  # ok: left before


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="gone")
def test_watcher():
    assert asyncio.get_child_watcher()  # ok: skipped there


def test_gone():
    with pytest.raises(AttributeError):
        asyncio.get_child_watcher()  # ok: that it is gone is what is tested


def guarded_by_and():
    return hasattr(asyncio, "get_child_watcher") and asyncio.get_child_watcher()  # ok: asked before


# -- not asyncio's

class Task:
    @classmethod
    def all_tasks(cls):
        return []


print(Task.all_tasks(), inspect.iscoroutine(print))  # ok: a class of this file


def shadowed(asyncio):
    return asyncio.coroutine  # ok: a parameter


asyncio.coroutine = None  # ok: it is put there


async def main():
    await asyncio.sleep(1)


if __name__ == "__main__":
    asyncio.get_event_loop().run_until_complete(main())  # ok: what ran before may have set a loop
