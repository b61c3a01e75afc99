"""Fixture: a task for each item. Every line that is not marked is silent."""
import asyncio
import enum
import itertools

MANY = 200
FEW = 4
NAMES = ("a", "b", "c")
background = set()


class Colour(enum.Enum):
    RED = 1
    BLUE = 2


async def work(x=None):
    await asyncio.sleep(1)
    return x


async def for_loop(items):
    tasks = []
    for item in items:
        tasks.append(asyncio.create_task(work(item)))  # expect: task-per-item
    for task in tasks:
        await task


async def comprehension(items):
    tasks = [asyncio.create_task(work(i)) for i in items]  # expect: task-per-item
    await asyncio.gather(*tasks)


async def constant():
    tasks = [asyncio.ensure_future(work()) for _ in range(MANY)]  # expect: task-per-item
    await asyncio.wait(tasks)  # expect: wait-misuse


async def group(items):
    async with asyncio.TaskGroup() as tg:
        for item in items:
            tg.create_task(work(item))  # expect: task-per-item


async def loop_method(items):
    loop = asyncio.get_running_loop()
    tasks = {loop.create_task(work(i)) for i in items}  # expect: task-per-item
    await asyncio.wait(tasks)  # expect: wait-misuse


async def stream(source):
    async for message in source:
        task = asyncio.create_task(work(message))  # expect: task-per-item
        background.add(task)
        task.add_done_callback(background.discard)


async def accept(queue):
    while True:
        message = await queue.get()  # the await on the source is no bound
        task = asyncio.create_task(work(message))  # expect: task-per-item
        background.add(task)
        task.add_done_callback(background.discard)


async def nested(rows):
    tasks = []
    for row in rows:
        for _ in range(2):
            tasks.append(asyncio.create_task(work(row)))  # expect: task-per-item
    await asyncio.gather(*tasks)


async def product():
    tasks = [asyncio.create_task(work((a, b))) for a in range(20) for b in range(20)]  # expect: task-per-item
    await asyncio.gather(*tasks)


class Server:
    def __init__(self):
        self.tasks = set()
        self.task = None
        self.limit = asyncio.Semaphore(10)

    def spawn(self, coroutine):
        task = asyncio.create_task(coroutine)
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    async def broadcast(self, rows):
        for row in rows:
            self.spawn(work(row))  # expect: task-per-item

    async def acquired_before(self, rows):
        for row in rows:
            await self.limit.acquire()
            self.spawn(work(row))  # ok: a semaphore acquired before the task is made

    async def waits_when_full(self, rows):
        for row in rows:
            if len(self.tasks) >= 10:
                await asyncio.wait(self.tasks, return_when=asyncio.FIRST_COMPLETED)
            task = asyncio.create_task(work(row))  # ok: waits while the set is full
            self.tasks.add(task)

    async def restarts(self):
        while True:
            if self.task is None or self.task.done():
                self.task = asyncio.create_task(work())  # ok: one at a time
            await asyncio.sleep(0.01)

    async def replaces(self, events):
        async for _ in events:
            if self.task:
                self.task.cancel()
            self.task = asyncio.create_task(work())  # ok: the one before is cancelled


async def small():
    await asyncio.gather(*[asyncio.create_task(work()) for _ in range(FEW)])  # ok: four tasks
    tasks = [asyncio.create_task(work(n)) for n in NAMES]  # ok: three names
    await asyncio.wait(tasks)
    tasks = [asyncio.create_task(work(c)) for c in Colour]  # ok: the members of an enumeration
    await asyncio.wait(tasks)
    for a, b in itertools.product((1, 2), (3, 4)):
        tasks.append(asyncio.create_task(work(a + b)))  # ok: four tasks
    await asyncio.wait(tasks)


async def workers(n_workers, items):
    tasks = [asyncio.create_task(work()) for _ in range(n_workers)]  # ok: a count of workers that somebody chose
    await asyncio.wait(tasks)  # expect: wait-misuse
    first = [asyncio.create_task(work(i)) for i in items[:8]]  # ok: eight at most
    await asyncio.wait(first)
    for i, item in enumerate(NAMES):
        first.append(asyncio.create_task(work((i, item))))  # ok: three names
    await asyncio.wait(first)


async def one_by_one(items):
    for item in items:
        await asyncio.create_task(work(item))  # ok: awaited before the next one is made
    for item in items:
        task = asyncio.create_task(work(item))  # ok: awaited in the same round
        await asyncio.sleep(0.1)
        await task
    for item in items:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(work(item))  # ok: the group ends in the same round
            tg.create_task(work())


async def chunks(items):
    for i in range(0, len(items), 50):
        tasks = [asyncio.create_task(work(x)) for x in items[i:i + 50]]  # ok: fifty at most
        await asyncio.wait(tasks)  # expect: wait-misuse
    for chunk in itertools.batched(items, 20):
        async with asyncio.TaskGroup() as tg:
            for item in chunk:
                tg.create_task(work(item))  # ok: a batch at a time


async def flushed(items):
    tasks = []
    for item in items:
        tasks.append(asyncio.create_task(work(item)))  # ok: flushed when there are twenty
        if len(tasks) >= 20:
            await asyncio.gather(*tasks)
            tasks.clear()
    if tasks:
        await asyncio.wait(tasks)


async def first_only(items):
    for item in items:
        if item:
            task = asyncio.create_task(work(item))  # ok: the loop ends here
            background.add(task)
            break
    for item in items:
        if item:
            return asyncio.create_task(work(item))  # ok: and here


async def reconnects(connect):
    while True:
        reader = asyncio.create_task(connect())  # ok: awaited before the next one
        done, pending = await asyncio.wait({reader}, timeout=5)  # expect: wait-misuse
        if not done:
            break


def not_a_task(items, factory):
    return [factory.create_task(i) for i in items]  # ok: some other create_task


async def not_in_a_loop(item):
    task = asyncio.create_task(work(item))  # ok: one task
    await task


# -- what ends, admits and repeats a spawn ------------------------------------------------------------------------------


async def returned_at_once(urls):
    return await asyncio.gather(*(asyncio.create_task(work(u)) for u in urls))  # expect: task-per-item


async def left_after_a_comprehension(urls):
    tasks = [asyncio.create_task(work(u)) for u in urls]  # expect: task-per-item
    await asyncio.wait(tasks)
    return tasks


async def limited_in_one_branch(source, semaphore):
    async for message in source:
        if semaphore:
            await semaphore.acquire()
            task = asyncio.create_task(work(message))  # ok: acquired before
        else:
            task = asyncio.create_task(work(message))  # expect: task-per-item
        background.add(task)


async def limited_when_asked(source, semaphore):
    async for message in source:
        if semaphore is not None:
            await semaphore.acquire()
        background.add(asyncio.create_task(work(message)))  # ok: the caller has a limit for it


async def one_fan_out_in_two_branches(source, eager):
    async for message in source:
        if eager:
            task = asyncio.create_task(work(message), eager_start=True)  # expect: task-per-item
        else:
            task = asyncio.create_task(work(message))  # ok: the same fan-out, written for another version
        background.add(task)


async def waits_for_some(queue):
    tasks = set()
    while True:
        tasks.add(asyncio.create_task(work(await queue.get())))  # ok: one more for each that is done
        waiters = {queue.closed}
        waiters |= tasks
        done, _ = await asyncio.wait(waiters, return_when=asyncio.FIRST_COMPLETED)
        tasks -= done


async def restarts_what_it_closed(changes, server):
    async for _ in changes:
        await server.close()
        background.add(asyncio.create_task(server.run()))  # ok: the one before has been closed


async def closes_each(servers):
    for server in servers:
        await server.close()
        background.add(asyncio.create_task(server.fetch(1)))  # expect: task-per-item


async def replaced_by_key(events):
    running = {}
    async for event in events:
        if previous := running.pop(event.code, None):
            previous.cancel()
        running[event.code] = asyncio.create_task(work(event))  # ok: the one before is cancelled


async def tops_up(runs, target):
    while True:
        missing = target - len(background)
        for _ in range(missing):
            background.add(asyncio.create_task(work()))  # ok: until there are `target` of them
        await runs.wait()


async def drained(updates):
    while updates:
        background.add(asyncio.create_task(work(updates.popleft())))  # expect: task-per-item


def parses_what_it_has(parser):
    while True:
        event = parser.next_event()
        if event is None:
            break
        background.add(asyncio.create_task(work(event)))  # expect: task-per-item


async def entered_group(items, make_group):
    for item in items:
        async with make_group() as group:
            group.create_task(work(item))  # ok: whatever it is, it is left in the same round


async def given_group(items, group):
    for item in items:
        group.create_task(work(item))  # expect: task-per-item


async def in_threads(paths):
    return await asyncio.gather(*[asyncio.create_task(asyncio.to_thread(open, p)) for p in paths])  # expect: executor-flood


async def constructed(urls):
    tasks = [asyncio.Task(work(u)) for u in urls]  # expect: task-per-item
    await asyncio.wait(tasks)  # expect: wait-misuse


class Wrapped:
    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.tasks = set()

    async def _guard(self, coroutine, name):
        try:
            await coroutine
        except OSError:
            print(name)

    def _start(self, coroutine, name=None):
        task = self.loop.create_task(self._guard(coroutine, name))
        self.tasks.add(task)
        return task

    def start(self, coroutine, name=None):
        return self._start(coroutine, name=name)

    async def serve(self, queue):
        while True:
            message = await queue.get()
            self.start(work(message), name="message")  # expect: task-per-item

    async def one_by_one(self, queue):
        while True:
            await self.start(work(await queue.get()))  # ok: awaited



async def two_wrapped_again(channel):
    while not channel.ready():
        waiters = [channel.receive(), channel.lock()]
        waiters = [asyncio.ensure_future(w) for w in waiters]  # ok: two, whatever they were before
        try:
            await asyncio.wait(waiters, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            for waiter in waiters:
                waiter.cancel()
            raise
        waiters = []


async def two_wrapped_in_a_try(channel):
    while not channel.ready():
        waiters = [channel.receive(), channel.lock()]
        try:
            waiters = [asyncio.ensure_future(w) for w in waiters]  # ok: two
            await asyncio.wait(waiters)
        finally:
            print(waiters)

# -- what keeps the number small ---------------------------------------------------------------------------------------------


class Server:
    LIMIT = 8

    def __init__(self):
        self.pending = {}
        self.running = 0
        self.errors = 0
        self.slots = asyncio.Semaphore(4)

    async def throws_out_the_oldest(self, listener):
        while True:
            connection = await listener.accept()
            if len(self.pending) >= self.LIMIT:
                oldest = next(iter(self.pending))
                self.pending.pop(oldest)
                oldest.cancel()
            task = asyncio.create_task(work(connection))  # ok: the oldest is thrown out when there are too many
            self.pending[task] = connection

    async def only_looks(self, listener):
        while True:
            connection = await listener.accept()
            if len(self.pending) >= self.LIMIT:
                print("crowded")
            task = asyncio.create_task(work(connection))  # expect: task-per-item
            self.pending[task] = connection

    async def counts(self, jobs):
        for job in jobs:
            if self.running >= self.LIMIT:
                continue
            self.running += 1
            task = asyncio.create_task(work(job))  # ok: counted, and left out beyond the limit
            background.add(task)
            task.add_done_callback(self.finished)

    async def counts_something_else(self, queue):
        while True:
            try:
                job = await queue.get()
            except OSError:
                self.errors += 1
                continue
            if self.errors >= self.LIMIT:
                break
            background.add(asyncio.create_task(work(job)))  # expect: task-per-item

    async def counts_inside(self, jobs):
        async for job in jobs:
            if self.running < self.LIMIT:
                self.running += 1
                background.add(asyncio.create_task(work(job)))  # ok: only below the limit

    async def scales(self, desired_concurrency):
        while True:
            await asyncio.sleep(0.01)
            if self.running >= desired_concurrency:
                print("enough")
            else:
                background.add(asyncio.create_task(work(self)))  # ok: only below the limit; counted in the task

    async def statuses(self, responses):
        async for response in responses:
            if response.status >= 400:
                print("failed")
            else:
                background.add(asyncio.create_task(work(response)))  # expect: task-per-item

    async def acquires_beside(self, stopped):
        while True:
            acquired = asyncio.create_task(self.slots.acquire())  # ok: one more when the one before has been waited for
            await asyncio.wait({acquired, stopped}, return_when=asyncio.FIRST_COMPLETED)
            background.add(asyncio.create_task(work(self)))  # ok: the semaphore was acquired before, beside something else

    def finished(self, task):
        self.running -= 1
        print(task)


async def one_for_each_that_ended(sources):
    tasks = {}
    for source in sources:
        tasks[asyncio.create_task(anext(source))] = source  # expect: task-per-item
    while tasks:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            source = tasks.pop(task)
            tasks[asyncio.create_task(anext(source))] = source  # ok: takes the place of one that has ended


async def until_it_works(connect):
    while True:
        try:
            reader = asyncio.create_task(connect.read())  # ok: the loop ends when nothing goes wrong
            await connect.hello()
            background.add(reader)
        except OSError:
            await connect.close()
        else:
            break


async def cancels_when_told(commands):
    running = {}
    while True:
        command = await commands.get()
        if command.start:
            running[command.name] = asyncio.create_task(work(command))  # expect: task-per-item
        elif command.stop:
            if task := running.get(command.name):
                task.cancel()  # another one, another time


async def cancels_the_one_before(commands):
    running = {}
    while True:
        command = await commands.get()
        if task := running.get(command.name):
            task.cancel()
        running[command.name] = asyncio.create_task(work(command))  # ok: the one before is cancelled


# -- counts ----------------------------------------------------------------------------------------------------------------


async def listed_counts():
    for n in (1, 5, 20):
        tasks = [asyncio.create_task(work()) for _ in range(n)]  # ok: twenty at most
        await asyncio.wait(tasks)
    for n in (1, 5, 500):
        tasks = [asyncio.create_task(work()) for _ in range(n)]  # expect: task-per-item
        await asyncio.wait(tasks)


async def keyed_once(flag):
    events = {}
    events["start"] = work(1)
    if flag:
        events["stop"] = work(2)
    await asyncio.wait([asyncio.create_task(e) for e in events.values()])  # ok: two at most  # expect: wait-misuse


async def results(api):
    answers = await asyncio.gather(api.get(1), api.get(2), api.get(3))
    await asyncio.wait([asyncio.create_task(a.read()) for a in answers])  # ok: three  # expect: wait-misuse


class FirstOnly:
    def __init__(self):
        self.rows, self.other = [], []

    async def listen(self, messages):
        async for message in messages:
            if len(self.rows) == 0:
                self.rows.append(message)
                self.task = asyncio.create_task(work(1))  # ok: the first time only
            if not self.other:
                self.other.append(message)
                self.task = asyncio.create_task(work(2))  # expect: task-per-item
            if len(self.other) > 3:
                self.other.clear()
            if not self.task.cancelled():
                self.task = asyncio.create_task(work(3))  # expect: task-per-item


# -- what is not known ------------------------------------------------------------------------------------------------------


async def other_create_task(jobs, queue):
    for job in jobs:
        queue.create_task(job)  # ok: nobody knows that the job is a coroutine


async def for_the_first_message(incoming, work, listen):
    session = None
    while True:
        message = await incoming.get()
        if session is None:
            session = await listen(message)
            asyncio.create_task(work(session))  # expect: dangling-task  # ok: for the first message only
        await session.send(message)


async def for_each_session(incoming, work, listen):
    session = None
    while True:
        message = await incoming.get()
        if session is None:
            session = await listen(message)
            asyncio.create_task(work(session))  # expect: task-per-item, dangling-task
        if message.ends:
            session = None
