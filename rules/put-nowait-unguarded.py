"""Fixture: put_nowait into queues with a bound. Every line that is not marked is silent."""
import asyncio
import contextlib
from asyncio import QueueFull
from contextlib import suppress

SIZE = 8
queue = asyncio.Queue(maxsize=10)
dropped = 0


def on_event(event):
    queue.put_nowait(event)                                 # expect: put-nowait-unguarded


def counted(event):
    global dropped
    try:
        queue.put_nowait(event)                             # ok: the exception is expected
    except asyncio.QueueFull:
        dropped += 1


def several(event):
    try:
        queue.put_nowait(event)                             # ok: one of several
    except (ValueError, QueueFull):
        pass


def anything(event):
    try:
        queue.put_nowait(event)                             # ok: whatever it is
    except Exception:
        print("lost")


def bare(event):
    try:
        queue.put_nowait(event)                             # ok: whatever it is
    except:
        raise


def another(event):
    try:
        queue.put_nowait(event)                             # expect: put-nowait-unguarded
    except ValueError:
        pass


def in_handler(event):
    try:
        event.check()
    except QueueFull:
        queue.put_nowait(event)                             # expect: put-nowait-unguarded
    else:
        queue.put_nowait(event)                             # expect: put-nowait-unguarded


def suppressed(event):
    with suppress(asyncio.QueueFull):
        queue.put_nowait(event)                             # ok: dropped on purpose
    with contextlib.suppress(KeyError):
        queue.put_nowait(event)                             # expect: put-nowait-unguarded


def later(event):
    try:
        return lambda: queue.put_nowait(event)              # expect: put-nowait-unguarded
    except QueueFull:
        return None


def asks(event):
    if not queue.full():
        queue.put_nowait(event)                             # ok: there is room


def replaces(event):
    if queue.full():
        queue.get_nowait()
    queue.put_nowait(event)                                 # ok: room was made


def counts(event):
    if queue.qsize() < SIZE:
        queue.put_nowait(event)                             # ok: it looks at the length


class Client:
    def __init__(self, size):
        self.commands = asyncio.PriorityQueue(SIZE * 2)
        self.events = asyncio.Queue()                       # expect: unbounded-queue
        self.given = asyncio.Queue(size)

    def send(self, command):
        self.commands.put_nowait(command)                   # expect: put-nowait-unguarded
        self.events.put_nowait(command)                     # ok: never full
        self.given.put_nowait(command)                      # ok: the caller chooses the bound, perhaps none

    async def run(self, commands):
        for command in commands:
            self.commands.put_nowait(command)               # expect: put-nowait-unguarded
            await self.commands.put(command)                # ok: it waits

    def from_thread(self, loop, command):
        try:
            loop.call_soon_threadsafe(self.commands.put_nowait, command)    # expect: put-nowait-unguarded
        except asyncio.QueueFull:
            print("never comes here")


async def pool(make, results):
    free = asyncio.Queue(maxsize=SIZE)
    for _ in range(SIZE):
        free.put_nowait(make())                             # ok: as many as there is room for
    one = asyncio.Queue(1)
    one.put_nowait(make())                                  # ok: the first
    full = asyncio.Queue(1)
    for result in results:
        full.put_nowait(result)                             # expect: put-nowait-unguarded
    two = asyncio.Queue(2)
    two.put_nowait(1)                                       # expect: put-nowait-unguarded
    two.put_nowait(2)                                       # expect: put-nowait-unguarded
    two.put_nowait(3)                                       # expect: put-nowait-unguarded
    return free, one, full, two


async def takes(inbox: asyncio.Queue, any_queue):
    inbox.put_nowait(1)                                     # ok: nobody knows its bound
    any_queue.put_nowait(1)                                 # ok: nobody knows what it is
    token = await queue.get()
    queue.put_nowait(token)                                 # ok: what it took it gives back


class Counted:
    def __init__(self):
        self.places = asyncio.Semaphore(8)
        self.lock = asyncio.Lock()
        self.waiting = asyncio.Queue(maxsize=8)

    async def submit(self, item):
        await self.places.acquire()
        self.waiting.put_nowait(item)                       # ok: there is a place

    async def submit_locked(self, item):
        await self.lock.acquire()
        self.waiting.put_nowait(item)                       # expect: put-nowait-unguarded


def newest(changed):
    names = asyncio.Queue(maxsize=2)

    def put(name):
        while True:
            try:
                names.get_nowait()
            except asyncio.QueueEmpty:
                break
        names.put_nowait(name)                              # ok: emptied before

    def end():
        names.put_nowait(None)                              # ok: whoever puts a name has emptied it

    return put, end


def every(changed):
    names = asyncio.Queue(maxsize=2)

    def put():
        names.put_nowait(changed)                           # expect: put-nowait-unguarded

    def end():
        names.put_nowait(None)                              # expect: put-nowait-unguarded

    return put, end
