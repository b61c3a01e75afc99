"""Fixture: primitives that are made before anybody wants one. Every line that is not marked is silent."""
import asyncio
import dataclasses
import queue
import threading


async def work(job, lock=asyncio.Lock()):  # expect: primitive-bound-too-early
    async with lock:
        await job()


def sync(job, *, queue=asyncio.Queue(9)):  # expect: primitive-bound-too-early
    print(job, queue)


async def given(job, lock: asyncio.Lock):
    async with lock:  # ok: whoever calls makes it
        await job()


async def threads(lock=threading.Lock(), jobs=queue.Queue()):  # ok: of threads, which know no loop
    print(lock, jobs)


async def made(job, lock=None):
    lock = lock or asyncio.Lock()  # ok: made in the call
    async with lock:
        await job()


async def nested(job):
    async def inner(lock=asyncio.Lock()):  # expect: primitive-bound-too-early
        async with lock:
            await job()
    await inner()


class Each:
    lock = asyncio.Lock()  # expect: primitive-bound-too-early
    done: asyncio.Event = asyncio.Event()  # expect: primitive-bound-too-early

    async def run(self, job):
        async with self.lock:
            await job()
        self.done.set()


class ForAll:
    lock = asyncio.Lock()  # ok: meant for all of them

    @classmethod
    async def run(cls, job):
        async with cls.lock:
            await job()


class ByName:
    lock = asyncio.Lock()  # ok: meant for all of them

    async def run(self, job):
        async with ByName.lock:
            await job()


class Later:
    done = asyncio.Event()  # ok: each gets its own

    def __init__(self):
        self.done = asyncio.Event()  # ok: in __init__

    async def run(self):
        await self.done.wait()


class Unused:
    lock = asyncio.Lock()  # ok: nobody says what for


@dataclasses.dataclass
class Data:
    lock: asyncio.Lock = dataclasses.field(default_factory=asyncio.Lock)  # ok: one for each

    async def run(self, job):
        async with self.lock:
            await job()


module_wide = asyncio.Lock()  # ok: a module has one of everything
