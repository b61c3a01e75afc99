import abc
import asyncio
import enum
import os
import os_events
import time
import threading


class Status(enum.Enum):
    STARTING = 1
    RUNNING = 2


class Client:
    def __init__(self, path, other):
        self.connected = False
        self._closed = False
        self.status = Status.STARTING
        self.connections = set()
        self.jobs = []
        self.path = path
        self.other = other
        self.stopped = threading.Event()
        self.process = None
        self.expiry = 0

    def on_connect(self, connection):
        self.connected = True
        self.connections.add(connection)
        self.status = Status.RUNNING

    def on_close(self, connection):
        self.connections.discard(connection)
        self._closed = True

    @property
    def closed(self):
        """Whether it is closed."""
        return self._closed

    @closed.setter
    def closed(self, value):
        self._closed = value

    def is_closed(self):
        return self._closed

    @property
    def exists(self):
        return os.path.exists(self.path)

    @property
    def idle(self):
        for job in self.jobs:
            if job.probe():
                return False
        return True

    async def wait_attribute(self):
        while not self.connected:                       # expect: busy-wait/warning
            await asyncio.sleep(0.1)

    async def wait_with_tries(self):
        tries = 0
        while not self.connected and tries < 10:        # expect: busy-wait/note
            await asyncio.sleep(0.1)
            tries += 1

    async def shut_down_and_close(self):
        while self.connections:                         # expect: busy-wait/note
            await asyncio.sleep(0.1)

    async def serve(self):
        while not self.connected:                       # expect: busy-wait/note
            await asyncio.sleep(0.1)
        while True:
            await self.other.serve_one()

    async def serve_each(self):
        while True:
            await self.other.serve_one()
            while self.connections:                     # expect: busy-wait/warning
                await asyncio.sleep(0.1)

    async def wait_container(self, n):
        while self.connections:                         # expect: busy-wait
            await asyncio.sleep(0.1)
        while len(self.connections) < n:                # expect: busy-wait
            await asyncio.sleep(0.1)

    async def wait_member(self):
        while self.status == Status.STARTING:           # expect: busy-wait
            await asyncio.sleep(0.01)

    async def wait_property(self):
        while not self.closed:                          # expect: busy-wait
            await asyncio.sleep(1)
        while not self.is_closed():                     # expect: busy-wait
            await asyncio.sleep(1)

    async def wait_with_log(self):
        while not self.connected:                       # expect: busy-wait
            print("not yet")
            await asyncio.sleep(0.1)

    async def wait_with_deadline(self):
        end = time.monotonic() + 5
        while not self.connected:                       # expect: busy-wait/note
            if time.monotonic() > end:
                raise TimeoutError
            await asyncio.sleep(0.1)

    async def wait_until(self, deadline, n):
        while not deadline.expired and len(self.connections) < n:   # expect: busy-wait/note
            await asyncio.sleep(0.1)

    async def wait_for_all(self, keys):
        while not keys.issubset(self.other.tasks):      # expect: busy-wait
            await asyncio.sleep(0.1)

    async def wait_in_body(self, delay):
        while True:                                     # expect: busy-wait
            if self.connected:
                break
            await asyncio.sleep(delay)

    async def silent(self, path):
        while not self.exists:                          # expect: transitive-blocking  # ok: a file: nothing else can be awaited
            await asyncio.sleep(0.1)
        while not os.path.exists(path):                 # expect: blocking-path
            await asyncio.sleep(0.1)
        # ok: for this rule: one of the two is outside of the program
        while not self.connected and not os.path.exists(path):     # expect: blocking-path
            await asyncio.sleep(0.1)
        while not self.idle:                            # ok: nobody knows what the jobs ask
            await asyncio.sleep(0.1)
        while not self.other.ready:                     # ok: an unknown object may ask a device
            await asyncio.sleep(0.1)
        while not self.other.deadline.expired:          # ok: a clock, and nothing to wait for
            await asyncio.sleep(0.1)
        while not self.known().issubset(self.other.tasks):      # ok: nobody knows what it asks for the first
            await asyncio.sleep(0.1)
        while self.process.returncode is None:          # ok: of an unknown object, perhaps a process
            await asyncio.sleep(0.1)
        while not self.stopped.is_set():                # ok: threads set it, which no awaitable tells
            await asyncio.sleep(0.1)
        while not self.connected:                       # ok: it works between its sleeps
            self.other.ping()
            await asyncio.sleep(0.1)
        while not self.connected:                       # ok: likewise, and keeps the result
            answer = self.other.ping()
            await asyncio.sleep(0.1)
        while not self.connected:                       # ok: it awaits something else, too
            await self.other.ping()
            await asyncio.sleep(0.1)
        while True:                                     # ok: it waits for nothing
            await asyncio.sleep(3600)
        while True:                                     # ok: a timer that others put off
            now = time.monotonic()
            if now >= self.expiry:
                return
            await asyncio.sleep(self.expiry - now)
        while await self.other.check():                 # ok: the test itself awaits, a remote service perhaps
            await asyncio.sleep(1)

    def in_a_thread(self):
        while not self.connected:                       # ok: no coroutine
            time.sleep(0.1)

    async def yields(self):
        while not self.connected:
            await asyncio.sleep(0)                      # expect: sleep-zero


class Watcher(os_events.Handler):
    def __init__(self):
        self.changed = False

    def on_change(self, event):
        self.changed = True

    async def watch(self):
        while not self.changed:                         # expect: busy-wait/note
            await asyncio.sleep(1)


done = False


def finish():
    global done
    done = True


async def wait_global():
    while not done:                                     # expect: busy-wait
        await asyncio.sleep(0.1)


async def wait_nonlocal(subscribe):
    received = 0
    messages = []

    def on_message(message):
        nonlocal received
        received += 1
        messages.append(message)

    subscribe(on_message)
    while received < 10:                                # expect: busy-wait
        await asyncio.sleep(0.1)
    while len(messages) < 20:                           # expect: busy-wait
        await asyncio.sleep(0.1)

    async def inner():
        while not messages:                             # expect: busy-wait
            await asyncio.sleep(0.1)

    await inner()


class Plain(abc.ABC):
    def __init__(self, box):
        self.ready = False
        self.box = box

    def on_ready(self):
        self.ready = True

    async def watch(self):
        while not self.ready:                           # expect: busy-wait/warning
            await asyncio.sleep(1)

    async def no_polls(self):
        while not self.box:                             # ok: who puts into it is not to be seen
            self.box = self.box or []
            await asyncio.sleep(1)
        while not self.ready:                           # ok: it reads a line at each turn
            self.box.read()
            await asyncio.sleep(1)
        while not self.ready:                           # ok: it asks another object, too
            if self.box.closed():
                return
            await asyncio.sleep(1)
        while not self.ready:                           # ok: it awaits the other between
            await asyncio.sleep(1)
            await self.box.close()
        for _ in range(100):                            # ok: a number of tries
            if self.ready:
                break
            await asyncio.sleep(1)


async def of_another(client: Client, found: list, predicate):
    while not client.connected:                         # expect: busy-wait
        await asyncio.sleep(0.1)
    while not found:                                    # ok: who fills the list is not to be seen
        await asyncio.sleep(0.1)
    while not predicate():                              # ok: nor what a function asks
        await asyncio.sleep(0.1)
    tries = 0
    while tries < 10:                                   # ok: it counts, and waits for nothing
        tries += 1
        await asyncio.sleep(0.1)


class Callbacks:
    def __init__(self):
        self._by_topic: dict[str, list] = {}

    def keys(self) -> list[str]:
        """All topics that somebody listens to."""
        return list(self._by_topic.keys())

    def add(self, topic, callback):
        self._by_topic[topic] = [callback]


class Session:
    def __init__(self, table):
        self.callbacks = Callbacks()
        self.timers: dict[str, object] = {}
        self.table = table

    def listen(self, topic, callback):
        self.callbacks.add(topic, callback)
        self.timers[topic] = callback

    async def wait_for_keys(self):
        while not self.callbacks.keys():                # expect: busy-wait
            await asyncio.sleep(0.1)
        while len(self.timers.values()) < 3:            # expect: busy-wait
            await asyncio.sleep(0.1)

    async def wait_for_table(self):
        while not self.table.keys():                    # ok: nobody knows whose table it is
            await asyncio.sleep(0.1)
        while not list(self.table.read("keys")):        # ok: it asks somebody
            await asyncio.sleep(0.1)


class Ending(threading.Thread):
    def __init__(self):
        super().__init__()
        self.exiting = False
        self.connections = set()

    def on_connect(self, connection):
        self.connections.add(connection)

    def on_leave(self, connection):
        self.connections.discard(connection)

    def leave(self):
        self.exiting = True

    async def serve(self):
        while not self.exiting:                         # expect: busy-wait/note
            await asyncio.sleep(1)


class Drained:
    def __init__(self):
        self.tasks = set()

    def on_task(self, task):
        self.tasks.add(task)
        self.tasks.discard(task)

    async def sleep_until_tasks_complete(self):
        while self.tasks:                               # expect: busy-wait/note
            await asyncio.sleep(0.1)

    async def close(self):
        while len(self.tasks):                          # expect: busy-wait/note
            await asyncio.sleep(0.1)
        await asyncio.wait(self.tasks)                  # ok: waits for what is there

    async def settle(self):
        while self.tasks:                               # expect: busy-wait/warning
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.1)                        # ok: no loop

    async def paces(self):
        for _ in range(3):
            await asyncio.sleep(0.1)                    # ok: a pace
        while self.tasks:
            self.tasks.pop()                            # ok: it works
            await asyncio.sleep(0.1)


class Stopped:
    def __init__(self):
        self.running = True
        self.is_stopped = False

    def leave(self):
        self.running = False
        self.is_stopped = True

    def come(self):
        self.running = True
        self.is_stopped = False

    async def serve(self):
        while self.running:                             # expect: busy-wait/note
            await asyncio.sleep(1)
        while not self.is_stopped:                      # expect: busy-wait/note
            await asyncio.sleep(1)

    async def wait_for_it(self):
        while not self.running:                         # expect: busy-wait/warning
            await asyncio.sleep(1)
        while self.is_stopped:                          # expect: busy-wait/warning
            await asyncio.sleep(1)

    async def run(self):
        while self.running:
            await self.work()                           # ok: it works
            await asyncio.sleep(1)
        if self.running:
            await asyncio.sleep(1)                      # ok: no loop
        while self.running:
            await asyncio.sleep(1)
            self.leave()                                # ok: it ends itself

    async def work(self):
        await asyncio.sleep(1)                          # ok: no loop
