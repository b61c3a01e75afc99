"""Fixture: what is no coroutine where one is wanted. Every line that is not marked is silent."""
import asyncio
import unittest

import pytest


async def job():
    await asyncio.sleep(1)


async def numbers():  # expect: unsafe-async-generator
    yield 1


async def make():
    await asyncio.sleep(1)
    return job()


async def count():
    await asyncio.sleep(1)
    return 1


def plain():
    print("here")


async def functions(loop):
    await asyncio.create_task(job)  # expect: task-of-non-coroutine
    await asyncio.gather(job, job())  # expect: task-of-non-coroutine
    await asyncio.wait_for(job, 1)  # expect: task-of-non-coroutine
    await asyncio.shield(job)  # expect: task-of-non-coroutine
    await loop.create_task(plain)  # expect: task-of-non-coroutine
    await asyncio.create_task(lambda: job())  # expect: task-of-non-coroutine
    async with asyncio.TaskGroup() as group:  # expect: useless-taskgroup
        group.create_task(job)  # expect: task-of-non-coroutine


async def results():
    await asyncio.create_task(await job())  # expect: task-of-non-coroutine
    await asyncio.gather(await count(), job())  # expect: gather-of-awaited
    await asyncio.create_task(numbers())  # expect: task-of-non-coroutine


def run():
    asyncio.run(job)  # expect: task-of-non-coroutine


async def good(loop, callback):
    await asyncio.create_task(job())  # ok: called
    await asyncio.create_task(await make())  # ok: what it returns is a coroutine
    await asyncio.gather(*[job() for _ in range(3)])  # ok: coroutines
    await asyncio.create_task(callback)  # ok: nobody knows what that is
    await asyncio.create_task(await callback())  # ok: the same
    work = job()
    await asyncio.create_task(work)  # ok: a coroutine
    await loop.create_task(job(), name="x")  # ok: called


async def rebound(flag):
    work = job
    if flag:
        work = work()
    await asyncio.create_task(work)  # ok: may have been called by now


class Refused(unittest.IsolatedAsyncioTestCase):
    async def test_refused(self):
        with self.assertRaises(TypeError):
            await asyncio.create_task(job)  # ok: it is there to fail
        with pytest.raises(TypeError):
            await asyncio.shield(plain)  # ok: the same


def subclass():
    class Board:
        def create_task(self, what):
            return what

    Board().create_task(job)  # ok: another create_task
