"""Fixture: put_nowait into queues without a bound, again and again. Every line that is not marked is silent."""
import asyncio
import logging
import subprocess
import threading

STOP = object()


class Receiver(asyncio.Protocol):
    def __init__(self):
        self.queue = asyncio.Queue()                        # expect: unbounded-queue
        self.bounded = asyncio.Queue(maxsize=64)
        self.held = asyncio.Queue()                         # expect: unbounded-queue

    def connection_made(self, transport):
        self.transport = transport
        self.queue.put_nowait(transport)                    # ok: once a connection

    def data_received(self, data):
        self.queue.put_nowait(data)                         # expect: put-nowait-unbounded
        for line in data.splitlines():
            self.queue.put_nowait(line)                     # expect: put-nowait-unbounded
        while data:
            head, data = data[:4], data[4:]
            self.queue.put_nowait(head)                     # expect: put-nowait-unbounded

    def eof_received(self):
        self.queue.put_nowait(None)                         # ok: a signal, once

    def connection_lost(self, exc):
        self.queue.put_nowait(exc)                          # ok: once a connection


class Datagrams(asyncio.DatagramProtocol):
    def __init__(self, received: asyncio.Queue):
        self.received = received
        self.own = asyncio.LifoQueue()                      # expect: unbounded-queue

    def datagram_received(self, data, addr):
        self.received.put_nowait((data, addr))              # ok: the caller's queue may have a bound
        self.own.put_nowait((data, addr))                   # expect: put-nowait-unbounded


class Polite(asyncio.Protocol):
    def __init__(self):
        self.queue = asyncio.Queue()                        # expect: unbounded-queue

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.queue.put_nowait(data)                         # ok: it holds the source back itself
        if self.queue.qsize() > 100:
            self.transport.pause_reading()


class Log(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = asyncio.Queue()                      # expect: unbounded-queue

    def emit(self, record):
        self.records.put_nowait(record)                     # expect: put-nowait-unbounded


class NoProtocol:
    def __init__(self):
        self.queue = asyncio.Queue()                        # expect: unbounded-queue

    def data_received(self, data):
        self.queue.put_nowait(data)                         # ok: nobody knows who calls it, and how often

    def on_message(self, message):
        self.queue.put_nowait(("message", message))         # expect: put-nowait-unbounded

    def on_close(self, reason):
        self.queue.put_nowait(("close", reason))            # ok: once

    def on_tick(self):
        self.queue.put_nowait(STOP)                         # ok: a signal

    def send(self, message):
        self.queue.put_nowait(message)                      # ok: how often is the caller's business


async def streams(source, numbers):
    queue = asyncio.Queue()                                 # expect: unbounded-queue
    async for item in source:
        queue.put_nowait(item)                              # expect: put-nowait-unbounded
    while True:
        item = await source.get()
        if item is None:
            break
        queue.put_nowait(item)                              # expect: put-nowait-unbounded
    async for item in source:
        await queue.put(item)                               # ok: the bound is all that it needs, which is reported above
    for number in numbers:
        queue.put_nowait(number)                            # ok: the numbers are in memory as it is
    for number in range(10):
        queue.put_nowait(number)                            # ok: ten
    while True:
        await asyncio.sleep(60)
        queue.put_nowait(source.state)                      # ok: one a minute


async def looks(source):
    queue = asyncio.Queue()                                 # expect: unbounded-queue
    async for item in source:
        if queue.qsize() < 100:
            queue.put_nowait(item)                          # ok: never more than a hundred


async def waits(source):
    queue = asyncio.Queue()                                 # expect: unbounded-queue
    async for item in source:
        queue.put_nowait(item)                              # ok: done with before the next comes
        await queue.join()  # expect: join-without-task-done


async def callbacks(client, bus, future):
    queue = asyncio.Queue()                                 # expect: unbounded-queue

    def handle(message):
        queue.put_nowait(message)                           # expect: put-nowait-unbounded

    async def handle_later(message):
        queue.put_nowait(message)                           # expect: put-nowait-unbounded

    def on_result(result):
        queue.put_nowait(result)                            # ok: a future ends once

    def unused(message):
        queue.put_nowait(message)                           # ok: nobody is given it

    def direct(message):
        queue.put_nowait(message)                           # ok: called once, below

    bus.subscribe(handle)
    client.on_message = handle_later
    future.add_done_callback(on_result)
    direct("hello")
    bus.subscribe(lambda message: queue.put_nowait(message))    # expect: put-nowait-unbounded
    bus.subscribe(lambda: queue.put_nowait(future))         # ok: it passes nothing on
    bus.subscribe(queue.put_nowait)                         # ok: a reference, no call


def lines():
    while True:
        yield input()


def reader(loop, command, source):
    queue = asyncio.Queue()                                 # expect: unbounded-queue
    process = subprocess.Popen(command, stdout=subprocess.PIPE)

    def run():
        for line in process.stdout:
            loop.call_soon_threadsafe(queue.put_nowait, line)   # expect: put-nowait-unbounded
        for item in source:
            loop.call_soon_threadsafe(queue.put_nowait, item)   # expect: put-nowait-unbounded
        loop.call_soon_threadsafe(queue.put_nowait, None)       # ok: a signal
        for line in lines():
            queue.put_nowait(line)                          # expect: put-nowait-unbounded, not-threadsafe

    threading.Thread(target=run).start()
    return queue


async def bounded(source, size):
    queue, own = asyncio.Queue(maxsize=4), asyncio.Queue(size)
    async for item in source:
        own.put_nowait(item)                                # ok: the caller chooses the bound
        queue.put_nowait(item)                              # expect: put-nowait-unguarded
