"""Queues, their classes and those who make them."""
import asyncio

from . import channels
from .const import LIMIT

inbox = asyncio.Queue(LIMIT)


class Base:
    def __init__(self):
        self.waiting = asyncio.Queue()
        self.bounded = asyncio.Queue(LIMIT)
        self.opener = channels.Opener(self)

    @property
    def first(self) -> asyncio.Queue:
        return self.waiting

    def start(self, coroutine):
        return asyncio.create_task(coroutine)


def make_inbox() -> asyncio.Queue:
    return inbox


async def fetch() -> asyncio.Queue:
    return make_inbox()


class Family(asyncio.Queue):
    def __init__(self, size=0):
        super().__init__(size)
