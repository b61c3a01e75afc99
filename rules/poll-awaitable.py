import asyncio
import multiprocessing
import queue
import threading


class Worker:
    def __init__(self, thing):
        self.queue = asyncio.Queue(10)
        self.event = asyncio.Event()
        self.lock = asyncio.Lock()
        self.stopped = threading.Event()
        self.inbox = queue.Queue()
        self.thing = thing
        self.task = None

    async def wait(self, interval):
        while not self.event.is_set():                  # expect: poll-awaitable
            await asyncio.sleep(0.1)
        while self.queue.empty():                       # expect: poll-awaitable
            await asyncio.sleep(interval)
        while not self.queue.empty():                   # expect: poll-awaitable
            await asyncio.sleep(0.1)
        while self.queue.full():                        # expect: poll-awaitable
            await asyncio.sleep(0.1)
        while self.lock.locked():                       # expect: poll-awaitable
            await asyncio.sleep(0.1)

    async def silent(self):
        while self.event.is_set():                      # ok: nothing can be awaited for its being cleared
            await asyncio.sleep(0.1)
        while not self.queue.full():                    # ok: nor for a full queue
            await asyncio.sleep(0.1)
        while not self.lock.locked():                   # ok: nor for a lock that somebody else takes
            await asyncio.sleep(0.1)
        while not self.stopped.is_set():                # ok: of threads
            await asyncio.sleep(0.1)
        while self.inbox.empty():                       # ok: of threads
            await asyncio.sleep(0.1)
        while not self.thing.is_set():                  # ok: an unknown object
            await asyncio.sleep(0.1)
        while not self.event.is_set():                  # ok: it works
            self.thing.beat()
            await asyncio.sleep(0.1)
        while not self.event.is_set():
            await asyncio.sleep(0)                      # expect: sleep-zero


async def of_a_task(work):
    task = asyncio.create_task(work())
    while not task.done():                              # expect: poll-awaitable
        print("working")
        await asyncio.sleep(0.5)
    while True:                                         # expect: poll-awaitable
        if task.done():
            break
        await asyncio.sleep(0.5)


async def of_a_process(work):
    started = multiprocessing.Event()
    while not started.is_set():                         # ok: another process sets it
        await asyncio.sleep(0.1)


async def of_a_parameter(event: asyncio.Event, other: threading.Event):
    while not event.is_set():                           # expect: poll-awaitable
        await asyncio.sleep(0.1)
    while not other.is_set():                           # ok: of threads
        await asyncio.sleep(0.1)


async def while_a_server_starts(server, serve, processes):
    task = asyncio.create_task(serve())
    while not server.started and not task.done():       # ok: the server's word is waited for, which is no awaitable
        await asyncio.sleep(0.1)
    while not server.started:                           # ok: the same
        if task.done():
            raise RuntimeError("failed to start")
        await asyncio.sleep(0.1)
    event = asyncio.Event()
    while not event.is_set() and not task.done():       # expect: poll-awaitable
        await asyncio.sleep(0.1)


async def until_told(stop: asyncio.Event, user_done: asyncio.Event, tick):
    while not stop.is_set():                            # expect: poll-awaitable/note
        await asyncio.sleep(tick)
    while stop.is_set():                                # ok: nothing tells that it is cleared
        await asyncio.sleep(tick)
    while not user_done.is_set():                       # expect: poll-awaitable/warning
        await asyncio.sleep(0.5)
    await stop.wait()                                   # ok: it is told
    await asyncio.sleep(tick)                           # ok: no loop


async def close(done: asyncio.Event):
    while not done.is_set():                            # expect: poll-awaitable/note
        await asyncio.sleep(0.5)
    done.clear()                                        # ok: no question
async def of_a_process_too(finished: asyncio.Event, process):
    while not finished.is_set() and process.poll() is None:     # expect: poll-awaitable/note
        await asyncio.sleep(0.1)


async def of_either_class(stop, server):
    if isinstance(stop, asyncio.Event):
        await stop.wait()
    else:
        while not stop.is_set():                        # ok: it is none of asyncio's
            await asyncio.sleep(0.1)


async def of_one_of_the_classes(ready: asyncio.Event, server):
    if isinstance(ready, asyncio.Event) and not server:
        await ready.wait()
    else:
        while not ready.is_set():                        # ok: it may be another class's here
            await asyncio.sleep(0.1)
    if isinstance(server, Worker):
        print("mine")
    else:
        while not ready.is_set():                        # expect: poll-awaitable/warning
            await asyncio.sleep(0.1)
