"""Fixture: containers that tasks are put into. Every line that is not marked is silent."""
import asyncio
import collections
import weakref

background = set()
cleaned = set()
weak = weakref.WeakSet()
recent = collections.deque(maxlen=10)
every = collections.deque()


def spawn(coroutine):
    background.add(asyncio.create_task(coroutine))          # expect: task-set-leak/error


def spawn_cleaned(coroutine):
    task = asyncio.create_task(coroutine)                   # ok: taken out when it is done
    cleaned.add(task)
    task.add_done_callback(cleaned.discard)
    weak.add(asyncio.create_task(coroutine))                # ok: a weak set lets go by itself
    recent.append(asyncio.create_task(coroutine))           # ok: no more than ten


def spawn_all(coroutine):
    every.append(asyncio.ensure_future(coroutine))          # expect: task-set-leak


class Server:
    def __init__(self, loop):
        self.requests = set()
        self.jobs: list[asyncio.Task] = []
        self.swept = set()
        self.dropped = []
        self.replaced = []
        self.handed = []
        self.given = []
        self.aliased = []
        self.by_name = {}
        self.loops = []
        self.loops.append(asyncio.create_task(self.serve()))    # ok: once an object

    async def serve(self):
        pass

    async def start(self):
        self.loops.append(asyncio.create_task(self.serve()))    # ok: a long-lived task for each start

    async def accept(self, socket):
        while True:
            request = await socket.get()
            task = asyncio.create_task(self.handle(request))    # expect: task-set-leak/error, task-per-item
            self.requests.add(task)

    async def handle(self, request):
        self.jobs.append(asyncio.create_task(request.run()))    # expect: task-set-leak/note
        self.swept.add(asyncio.create_task(request.run()))      # ok: sweep() takes out those that are done
        self.dropped.append(asyncio.create_task(request.run()))     # ok: deleted below
        self.replaced.append(asyncio.create_task(request.run()))    # ok: another list below
        self.handed.append(asyncio.create_task(request.run()))  # ok: somebody is handed the list
        self.given.append(asyncio.create_task(request.run()))   # ok: whoever asks for it may empty it
        self.aliased.append(asyncio.create_task(request.run()))     # ok: another name empties it
        self.by_name[request.name] = asyncio.create_task(request.run())     # ok: one a name

    def sweep(self, clean):
        self.swept.difference_update([task for task in self.swept if task.done()])
        del self.dropped[:10]
        self.replaced = []
        clean(self.handed)
        tasks = self.aliased
        tasks.clear()

    def pending(self):
        return self.given

    async def close(self):
        for task in self.requests:
            task.cancel()
        await asyncio.gather(*self.jobs)
        if len(self.jobs) > 10 and self.requests:
            print("busy")


async def local(requests):
    tasks = []
    for request in requests:
        tasks.append(asyncio.create_task(request.run()))    # expect: task-per-item
    await asyncio.gather(*tasks)                            # ok: the list ends with the function


class Loops:
    def __init__(self):
        self.started = False
        self.loop = None
        self.tasks = set()

    def create_loops(self):
        if self.loop is not None:
            return
        loop = asyncio.get_event_loop()
        self.tasks.add(loop.create_task(self.work()))           # ok: once only
        self.loop = loop

    async def ensure(self):
        if self.started:
            return
        self.started = True
        self.tasks.add(asyncio.create_task(self.work()))        # ok: once only

    async def renew(self):
        if self.loop is None:
            return
        self.loop = asyncio.get_running_loop()
        self.tasks.add(asyncio.create_task(self.work()))        # expect: task-set-leak

    async def more(self):
        if self.started:
            return
        self.tasks.add(asyncio.create_task(self.work()))        # expect: task-set-leak

    async def work(self):
        await asyncio.sleep(1)


class Often:
    def __init__(self):
        self.spawned = set()
        self.received = []
        self.lanes = []

    def spawn(self, coroutine):
        self.spawned.add(asyncio.create_task(coroutine))        # expect: task-set-leak/error

    def data_received(self, data):
        self.received.append(asyncio.create_task(self.work(data)))      # expect: task-set-leak/error

    def add_lane(self, lane):
        self.lanes.append(asyncio.create_task(self.work(lane)))        # expect: task-set-leak/note

    async def work(self, data):
        pass                                                    # ok: nothing is kept

    async def close(self):
        await asyncio.gather(*self.lanes)                       # ok: waited for, and kept
        for task in self.spawned:                               # ok: cancelled, and kept
            task.cancel()


class Group:
    def __init__(self):
        self.members = set()

    async def __aenter__(self):
        return self                                             # ok: nothing is kept

    async def __aexit__(self, *error):
        for task in self.members:                               # ok: waits for all that it ever held
            await task

    def create_task(self, coroutine):
        self.members.add(asyncio.create_task(coroutine))        # expect: task-set-leak/note
