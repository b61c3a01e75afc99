"""Fixture: asyncio queues without a bound. Every line that is not marked is silent."""
import asyncio
import asyncio as aio
import collections
import functools
import math
import queue as threads
from asyncio import LifoQueue, PriorityQueue as Heap, Queue, queues
from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import inf

UNBOUNDED = 0
SLOTS = 16
DOUBLE = SLOTS * 2

module_level = asyncio.Queue()  # expect: unbounded-queue
bounded = asyncio.Queue(maxsize=1)  # ok: a bound
positional = asyncio.Queue(10)  # ok: a bound
zero = asyncio.Queue(0)  # expect: unbounded-queue
zero_keyword = asyncio.Queue(maxsize=0)  # expect: unbounded-queue
negative = asyncio.Queue(-1)  # expect: unbounded-queue
false = asyncio.Queue(False)  # expect: unbounded-queue
zero_float = asyncio.Queue(maxsize=0.0)  # expect: unbounded-queue
infinite = asyncio.Queue(maxsize=math.inf)  # expect: unbounded-queue
infinite_name = asyncio.Queue(maxsize=inf)  # expect: unbounded-queue
infinite_text = asyncio.Queue(maxsize=float("inf"))  # expect: unbounded-queue
by_name = asyncio.Queue(UNBOUNDED)  # expect: unbounded-queue
by_arithmetic = asyncio.Queue(SLOTS - 16)  # expect: unbounded-queue
by_bounded_name = asyncio.Queue(DOUBLE)  # ok: folds to 32
lifo = LifoQueue()  # expect: unbounded-queue
heap = Heap()  # expect: unbounded-queue
aliased = aio.Queue()  # expect: unbounded-queue
submodule = queues.Queue()  # expect: unbounded-queue
generic = asyncio.Queue[int]()  # expect: unbounded-queue
generic_bounded: "asyncio.Queue[int]" = asyncio.Queue[int](5)  # ok: a bound
in_container = [asyncio.Queue() for _ in range(3)]  # expect: unbounded-queue
loop_argument = Queue(loop=None)  # expect: unbounded-queue

thread_queue = threads.Queue()  # ok: a queue between threads, another class
work_list = deque()  # ok: a list of work, no channel
plain = collections.deque([1, 2])  # ok: a list of work
none_size = asyncio.Queue(None)  # ok: not unbounded but broken: put() raises TypeError


def unknown_bound(n, *args, **options):
    a = asyncio.Queue(n)  # ok: the caller chooses
    b = asyncio.Queue(maxsize=n * 2)  # ok: unknown
    c = asyncio.Queue(*args)  # ok: unknown
    d = asyncio.Queue(**options)  # ok: unknown
    e = asyncio.Queue(maxsize=n or 0)  # ok: unknown
    return a, b, c, d, e


def defaulted(maxsize=0):
    return asyncio.Queue(maxsize)  # ok: a parameter, whose default somebody may override


def reassigned(flag):
    size = 0
    if flag:
        size = 8
    return asyncio.Queue(size)  # ok: two values can reach


def shadowed():
    class Queue:
        pass
    return Queue()  # ok: another class of the same name


def imported_here():
    from asyncio import Queue as Channel
    return Channel()  # expect: unbounded-queue


class Holder:
    shared = asyncio.Queue()  # expect: unbounded-queue

    def __init__(self, size):
        self.inbox = asyncio.Queue()  # expect: unbounded-queue
        self.outbox = asyncio.Queue(size)  # ok: the caller chooses
        self.kind = asyncio.Queue  # ok: a reference, no queue yet
        self.lazy = None

    def start(self, queue=None):
        self.lazy = queue or asyncio.Queue()  # expect: unbounded-queue
        return self.kind


def annotated(q: asyncio.Queue) -> "asyncio.Queue":  # ok: an annotation makes none
    return q


per_key = defaultdict(asyncio.Queue)  # expect: unbounded-queue
per_key_bounded = defaultdict(lambda: asyncio.Queue(4))  # ok: a bound
per_key_lambda = defaultdict(lambda: asyncio.Queue())  # expect: unbounded-queue
make = functools.partial(asyncio.Queue)  # expect: unbounded-queue
make_zero = functools.partial(asyncio.Queue, maxsize=0)  # expect: unbounded-queue
make_bounded = functools.partial(asyncio.Queue, 3)  # ok: a bound


@dataclass
class Record:
    items: asyncio.Queue = field(default_factory=asyncio.Queue)  # expect: unbounded-queue
    few: asyncio.Queue = field(default_factory=lambda: asyncio.Queue(2))  # ok: a bound
    names: list = field(default_factory=list)  # ok: no queue


class Plain(asyncio.Queue):
    """Adds a method only."""

    def peek(self):
        return self._queue[0]


class Limited(asyncio.Queue):
    def __init__(self):
        super().__init__(maxsize=8)  # ok: the class bounds itself


class Endless(asyncio.Queue):
    def __init__(self, name):
        super().__init__()  # expect: unbounded-queue
        self.name = name


class OldStyle(asyncio.Queue):
    def __init__(self):
        asyncio.Queue.__init__(self, 0)  # expect: unbounded-queue


class Sized(asyncio.Queue):
    def __init__(self, name, size=0):
        super().__init__(size)  # ok: judged where one is made
        self.name = name


class Forwarding(asyncio.Queue):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)  # ok: judged where one is made


plain_one = Plain()  # expect: unbounded-queue
plain_bounded = Plain(1)  # ok: a bound
limited = Limited()  # ok: bounded by its class
endless = Endless("x")  # ok: reported once, in the class
sized = Sized("x")  # expect: unbounded-queue
sized_zero = Sized("x", size=0)  # expect: unbounded-queue
sized_bounded = Sized("x", 4)  # ok: a bound
forwarding = Forwarding()  # expect: unbounded-queue
forwarding_bounded = Forwarding(maxsize=7)  # ok: a bound


def walk(graph, start):
    todo = deque([start])  # ok: a breadth-first search keeps a list of work
    while todo:
        todo.extend(graph[todo.popleft()])
    text = "asyncio.Queue()"  # ok: text
    return text  # asyncio.Queue() in a comment  # ok: a comment


# -- bounds kept by hand ------------------------------------------------------------------------------------------------------


class Dropping:
    def __init__(self, most):
        self._frames = asyncio.Queue()  # expect: unbounded-queue/note
        self._events = asyncio.Queue()  # expect: unbounded-queue/note
        self._asked = asyncio.Queue()  # expect: unbounded-queue/error
        self._full = asyncio.Queue()  # expect: unbounded-queue/error
        self._limit = most

    def data_received(self, frame):
        if self._frames.qsize() >= self._limit:  # ok: drops what is too much
            return
        self._frames.put_nowait(frame)

    async def on_message(self, event):
        while self._limit <= self._events.qsize():  # ok: no awaitable tells a level
            await asyncio.sleep(1)
        await self._events.put(event)

    async def work(self, do):
        while True:
            await do(await self._frames.get())
            await do(await self._events.get())
            await do(await self._asked.get())
            await do(await self._full.get())

    async def message_received(self, item):
        if self._asked.qsize() > 0:  # ok: whether there is anything is no bound
            self._asked.put_nowait(item)
        if not self._full.full():  # ok: always so
            self._full.put_nowait(item)


class Sink:
    def __init__(self, send):
        self._packets = asyncio.Queue()  # expect: unbounded-queue/note
        self._send = send

    def on_packet(self, packet):
        self._packets.put_nowait(packet)  # expect: put-nowait-unbounded/note

    async def run(self):
        while True:
            await self._send(await self._packets.get())


async def local_bound(websocket):
    lines = asyncio.Queue()  # expect: unbounded-queue/note
    async for line in websocket:
        if lines.qsize() < 100:  # ok: drops what is too much
            lines.put_nowait(line)


# -- what comes from outside ----------------------------------------------------------------------------------------------------


class Fed:
    def __init__(self, do):
        self.do = do
        self._read = asyncio.Queue()  # expect: unbounded-queue/error
        self._lines = asyncio.Queue()  # expect: unbounded-queue/error
        self._pieces = asyncio.Queue()  # expect: unbounded-queue/error
        self._parts = asyncio.Queue()  # expect: unbounded-queue/error
        self._happened = asyncio.Queue()  # expect: unbounded-queue/error
        self._posted = asyncio.Queue()  # expect: unbounded-queue/error
        self._handed_on = asyncio.Queue()  # expect: unbounded-queue/error
        self._streamed = asyncio.Queue()  # expect: unbounded-queue/error

    async def receive(self, socket, reader, websocket):
        while True:
            await self._read.put(await socket.recv(4096))  # ok: received whether or not the last one was taken; reported where it is made
        while line := await reader.readline():
            await self._lines.put(line)  # ok: likewise
        async for frame in websocket:
            await self._pieces.put(frame)  # ok: likewise
            self._handed_on.put_nowait(frame)  # expect: put-nowait-unbounded
            for part in frame:  # the loop around it is what receives
                await self._parts.put(part)  # ok: likewise

    def on_message(self, event):
        self._happened.put_nowait(event)  # expect: put-nowait-unbounded  # ok: called as often as there are events
        asyncio.get_running_loop().call_soon(self._streamed.put_nowait, event)  # expect: put-nowait-unbounded

    async def post(self, request):
        self._posted.put_nowait(await request.json())
        return Response(status=202)  # ok: the client is answered at once, and posts the next

    async def consume(self):
        while True:
            await self.do(await self._read.get())
            line = await self._lines.get()
            frame = await asyncio.wait_for(
                self._pieces.get(), 5)
            part = await self._parts.get()
            await self.do(line, frame, part, await self._happened.get(), await self._posted.get())

    async def next_frame(self):
        return await self._handed_on.get()  # ok: whoever calls it takes his time

    async def __anext__(self):
        while True:
            event = await self._streamed.get()
            if await self.do(event):  # ok: what it does may take long
                return event


class Paced:
    """The program sets the pace, or takes what comes at once."""

    def __init__(self, do):
        self.do = do
        self._answered = asyncio.Queue()  # expect: unbounded-queue/warning
        self._polled = asyncio.Queue()  # expect: unbounded-queue/note
        self._passed_on = asyncio.Queue()  # expect: unbounded-queue/note
        self._woken = asyncio.Queue()  # expect: unbounded-queue/note
        self._wanted = asyncio.Queue()  # expect: unbounded-queue/note
        self._portions = asyncio.Queue()  # expect: unbounded-queue/note
        self._at_once = asyncio.Queue()  # expect: unbounded-queue/note
        self._replies = asyncio.Queue()  # expect: unbounded-queue/note
        self._kept = asyncio.Queue()  # expect: unbounded-queue/note
        self._submitted = asyncio.Queue()  # expect: unbounded-queue/note
        self._tokens = asyncio.Queue()  # expect: unbounded-queue/warning
        self._picked = asyncio.Queue()  # expect: unbounded-queue/warning

    async def receive(self, socket, tasks):
        while True:
            await socket.send(b"next")
            await self._answered.put(await socket.recv())  # ok: asked for, one by one
        while True:
            await self._polled.put(await socket.recv())  # ok: one a second
            await asyncio.sleep(1)
        while True:
            job = await tasks.get()
            await self._passed_on.put((job, await socket.recv()))  # ok: as many as there are jobs
        while True:
            await self._woken.put(None)  # ok: always the same
            await self._woken.put(PING)  # ok: written as a constant
            self.do(await socket.recv())

    async def portions(self, websocket, model):
        async for batch in websocket:
            await self._portions.put(batch)  # ok: the next one comes when this one is done
            await self._portions.join()
        async for message in websocket:
            if message.kind != "paid":
                continue
            await self._picked.put(message)  # ok: those that meet a condition may be few
        async for token in model.stream():
            await self._tokens.put(token)  # ok: the tokens of an answer come to an end

    def on_message(self, message):
        self._at_once.put_nowait(message)  # expect: put-nowait-unbounded  # ok: its consumer waits for nothing else, and is as fast
        self._replies.put_nowait(message)  # expect: put-nowait-unbounded  # ok: the answer to a question
        self._kept.put_nowait(message)  # expect: put-nowait-unbounded  # ok: nobody is seen to take it

    async def submit(self, request):
        answered = asyncio.get_running_loop().create_future()
        await self._submitted.put((request, answered))  # ok: at most one for each caller that waits
        await self._wanted.put((request, answered))  # ok: likewise
        return await asyncio.wait_for(answered, 5)

    async def consume(self):
        while True:
            await self.do(await self._answered.get())
            await self.do(await self._polled.get())
            await self.do(await self._passed_on.get())
            await self.do(await self._woken.get())
            await self.do(await self._portions.get())
            self._portions.task_done()
            await self.do(await self._tokens.get())
            await self.do(await self._picked.get())
            await self.do(await self._submitted.get(), await self._wanted.get())

    async def take_at_once(self):
        while True:
            self.do(await self._at_once.get())

    async def ask(self, socket):
        await socket.send(b"what?")
        return await self._replies.get()


async def filled(lines, websocket):
    queue = asyncio.Queue()  # expect: unbounded-queue/note
    for line in lines:
        await queue.put(line)  # ok: what is at hand takes no more room in the queue
    while not queue.empty():
        await websocket.send(await queue.get())


def factories(websocket):
    @dataclass
    class Session:
        received: asyncio.Queue = field(default_factory=asyncio.Queue)  # expect: unbounded-queue/error
        made: asyncio.Queue = field(default_factory=asyncio.Queue)  # expect: unbounded-queue/note

        async def receive(self):
            async for message in websocket:
                await self.received.put(message)

        async def work(self, do):
            while True:
                await do(await self.received.get())
    return Session


async def of_one_letter(websocket, do):
    q = asyncio.Queue()  # expect: unbounded-queue
    async for message in websocket:
        await q.put(message)  # ok: the queue is reported
    while True:
        await do(await q.get())  # ok: likewise


async def of_one_letter_elsewhere(do):
    q = asyncio.Queue()  # expect: unbounded-queue/note
    while True:
        await do(await q.get())  # ok: what is put above is put into another `q`


# -- filled by a loop, with nobody in sight who takes ------------------------------------------------------------------------------------


async def filled(source, pages, fetch, limit):
    arrived = asyncio.Queue()  # expect: unbounded-queue/warning
    async for item in source:
        await arrived.put(item)  # ok: the queue is reported
    fetched = asyncio.Queue()  # expect: unbounded-queue/warning
    for page in pages:
        fetched.put_nowait(await fetch(page))  # ok: likewise
    listed = asyncio.Queue()  # expect: unbounded-queue/note
    for page in pages:
        await listed.put(page)  # ok: the pages are there already
    connections = asyncio.Queue()  # expect: unbounded-queue/note
    for _ in range(limit):
        await connections.put(await fetch("/"))  # ok: as many as the pool is to have
    slots = asyncio.Queue()  # expect: unbounded-queue/note
    while True:
        await limit.acquire()
        await slots.put(await fetch("/"))  # ok: a semaphore bounds them
    ticks = asyncio.Queue()  # expect: unbounded-queue/note
    while True:
        await asyncio.sleep(1)
        await ticks.put(await fetch("/"))  # ok: one a second
    relayed = asyncio.Queue()  # expect: unbounded-queue/note
    while True:
        await relayed.put(await source.get())  # ok: as many as the other queue gives
    return arrived, fetched, listed, connections, slots, ticks


class Reconnecting:
    def __init__(self, source):
        self.source = source
        self.events = asyncio.Queue()  # expect: unbounded-queue/note
        self.requests = asyncio.Queue()  # expect: unbounded-queue/note
        self.places = asyncio.Semaphore(100)

    async def connect(self):
        self.events = asyncio.Queue()  # expect: unbounded-queue/warning
        async for event in self.source:
            await self.events.put(event)  # ok: the queue is reported, once

    async def request(self, request):
        await self.places.acquire()
        await self.requests.put(request)  # ok: there are never more than places

    async def send_again(self, lost):
        async for request in lost:
            await self.requests.put(request)  # ok: each has its place already
