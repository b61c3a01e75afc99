"""Queues and sleeps, each line that the oracle has to name marked with the rule. aqlint has to name the same ones."""
import asyncio
import asyncio as aio
import asyncio.queues
import collections
import queue
import time
from asyncio import LifoQueue, PriorityQueue as Heap, sleep
from asyncio.queues import Queue as DeepQueue
from dataclasses import dataclass, field
from functools import partial

try:
    from asyncio import Queue as MaybeQueue
except ImportError:
    MaybeQueue = None

NONE_WAITING = 0
DISTANT = -(2 * 4) + 8 * 1
SOME = 16
CHANGED = 0
CHANGED = 5
Alias = asyncio.Queue
OtherQueue = queue.Queue


class Plain(asyncio.Queue):
    pass


class Deeper(Plain):
    pass


class Own(asyncio.Queue):
    def __init__(self, name):
        super().__init__()  # expect: unbounded-queue
        self.name = name


class OwnBounded(asyncio.Queue):
    def __init__(self, name):
        asyncio.Queue.__init__(self, 4)
        self.name = name


class NoQueue:
    Queue = asyncio.Queue


@dataclass
class Box:
    made: asyncio.Queue = field(default_factory=asyncio.Queue)  # expect: unbounded-queue
    plain: asyncio.Queue = field(default_factory=lambda: asyncio.Queue(1))


def by_argument(size, *sizes, **options):
    asyncio.Queue()  # expect: unbounded-queue
    asyncio.Queue(0)  # expect: unbounded-queue
    asyncio.Queue(-1)  # expect: unbounded-queue
    asyncio.Queue(0.0)  # expect: unbounded-queue
    asyncio.Queue(False)  # expect: unbounded-queue
    asyncio.Queue(maxsize=0)  # expect: unbounded-queue
    asyncio.Queue(maxsize=-5)  # expect: unbounded-queue
    asyncio.Queue(3 - 3)  # expect: unbounded-queue
    asyncio.Queue(NONE_WAITING)  # expect: unbounded-queue
    asyncio.Queue(maxsize=DISTANT)  # expect: unbounded-queue
    asyncio.Queue(1)
    asyncio.Queue(True)
    asyncio.Queue(maxsize=SOME)
    asyncio.Queue(CHANGED)
    asyncio.Queue(size)
    asyncio.Queue(*sizes)
    asyncio.Queue(**options)


def by_name():
    aio.Queue()  # expect: unbounded-queue
    asyncio.queues.Queue()  # expect: unbounded-queue
    LifoQueue()  # expect: unbounded-queue
    Heap(0)  # expect: unbounded-queue
    Heap(2)
    DeepQueue()  # expect: unbounded-queue
    MaybeQueue()  # expect: unbounded-queue
    Alias()  # expect: unbounded-queue
    asyncio.Queue[int]()  # expect: unbounded-queue
    "naïve", asyncio.Queue()  # expect: unbounded-queue
    OtherQueue()
    queue.Queue()
    queue.LifoQueue(0)


def by_class():
    Plain()  # expect: unbounded-queue
    Plain(3)
    Deeper(0)  # expect: unbounded-queue
    Deeper(maxsize=3)
    Own("a")
    OwnBounded("a")


def by_factory():
    collections.defaultdict(asyncio.Queue)  # expect: unbounded-queue
    collections.defaultdict(queue.Queue)
    partial(asyncio.Queue)  # expect: unbounded-queue
    partial(asyncio.Queue, 0)  # expect: unbounded-queue
    partial(asyncio.Queue, maxsize=8)


def by_scope():
    from asyncio import Queue
    local = 0
    Queue(local)  # expect: unbounded-queue
    [Queue() for _ in range(3)]  # expect: unbounded-queue

    def inner():
        return Queue()  # expect: unbounded-queue

    return inner, lambda: Queue()  # expect: unbounded-queue


def shadowed(asyncio):
    asyncio.Queue()


def replaced():
    sleep = time.sleep
    sleep(0)
    Queue()


def Queue():
    return asyncio.Queue(1)


class Attribute:
    sleep = 1

    async def method(self):
        await sleep(0)  # expect: sleep-zero
        await self.sleep(0)


async def sleeps(delay):
    await asyncio.sleep(0)  # expect: sleep-zero
    await asyncio.sleep(0.0)  # expect: sleep-zero
    await asyncio.sleep(-0.0)  # expect: sleep-zero
    await asyncio.sleep(-1)  # expect: sleep-zero
    await asyncio.sleep(False)  # expect: sleep-zero
    await asyncio.sleep(delay=0)  # expect: sleep-zero
    await asyncio.sleep(0, "result")  # expect: sleep-zero
    await asyncio.sleep(NONE_WAITING)  # expect: sleep-zero
    await asyncio.tasks.sleep(0)  # expect: sleep-zero
    await aio.sleep(0)  # expect: sleep-zero
    waiting = asyncio.sleep(0)  # expect: sleep-zero
    await waiting
    await asyncio.sleep(0.001)
    await asyncio.sleep(delay)
    await asyncio.sleep(CHANGED)
    await asyncio.sleep(delay * 0)
