"""Fixture: tasks that nobody keeps. Every line that is not marked is silent."""
import asyncio
import contextvars
import functools
import signal
import unittest
from asyncio import create_task, ensure_future

tasks = set()
by_name = {}


async def job():
    await asyncio.sleep(1)


async def dropped():
    asyncio.create_task(job())  # expect: dangling-task
    asyncio.ensure_future(job())  # expect: dangling-task
    create_task(job())  # expect: dangling-task
    ensure_future(job())  # expect: dangling-task
    asyncio.get_running_loop().create_task(job())  # expect: dangling-task
    loop = asyncio.get_event_loop()
    loop.create_task(job())  # expect: dangling-task
    asyncio.create_task(job()).add_done_callback(print)  # expect: dangling-task
    [asyncio.create_task(job()) for _ in range(3)]  # expect: dangling-task
    asyncio.gather(job(), job())  # expect: dangling-task


async def unread():
    task = asyncio.create_task(job())  # expect: dangling-task
    _ = asyncio.create_task(job())  # expect: dangling-task
    typed: asyncio.Task = asyncio.create_task(job())  # expect: dangling-task
    await asyncio.sleep(1)


async def callback_only():
    task = asyncio.create_task(job())  # expect: dangling-task
    task.add_done_callback(print)


def lambdas(loop):
    loop.call_later(1, lambda: asyncio.ensure_future(job()))  # expect: dangling-task
    loop.add_signal_handler(signal.SIGTERM, lambda: asyncio.create_task(job()))  # expect: dangling-task


async def conditional(flag):
    if flag:
        from asyncio import create_task as spawn
        spawn(job())  # expect: dangling-task


async def kept():
    await asyncio.create_task(job())  # ok: awaited
    task = asyncio.create_task(job())  # ok: awaited later
    await task
    tasks.add(asyncio.create_task(job()))  # ok: in a set
    other = asyncio.create_task(job())  # ok: in a set, with the callback that takes it out
    tasks.add(other)
    other.add_done_callback(tasks.discard)
    by_name["x"] = asyncio.create_task(job())  # ok: in a dictionary
    typed: asyncio.Task = asyncio.create_task(job())  # ok: returned
    return typed


async def passed(keep):
    keep(asyncio.create_task(job()))  # ok: handed to somebody
    await asyncio.wait([asyncio.create_task(job())])  # ok: awaited  # expect: wait-misuse
    await asyncio.gather(asyncio.create_task(job()), job())  # ok: awaited
    result = asyncio.gather(job(), job())  # ok: kept by a name that is awaited
    await result


async def group():
    async with asyncio.TaskGroup() as tg:  # expect: useless-taskgroup
        tg.create_task(job())  # ok: the group keeps it


async def yields():  # expect: unsafe-async-generator
    yield asyncio.create_task(job())  # ok: yielded


async def closure():
    task = asyncio.create_task(job())  # ok: the nested function reads it

    def stop():
        task.cancel()
    return stop


def made():
    return asyncio.create_task(job())  # ok: returned


def factory():
    return lambda: asyncio.create_task(job())  # ok: whoever calls the lambda gets the task


class Service:
    def __init__(self, loop):
        self.loop = loop
        self.tasks = set()
        self.task = None

    def keep(self, coroutine):
        task = self.loop.create_task(coroutine)  # ok: kept in the set
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        return task

    def give(self, coroutine):
        return asyncio.create_task(coroutine)  # ok: returned

    def drop(self, coroutine):
        self.loop.create_task(coroutine)  # expect: dangling-task

    async def run(self):
        self.keep(job())  # ok: the wrapper keeps it
        self.give(job())  # expect: dangling-task
        self.drop(job())  # ok: reported once, in the wrapper
        self.task = asyncio.create_task(job())  # ok: in an attribute
        self.loop.create_task(job())  # expect: dangling-task


def not_tasks(board):
    board.create_task("paint the fence")  # ok: another create_task
    future = asyncio.get_event_loop().create_future()
    asyncio.ensure_future(future)  # ok: a future that exists, no task is made


async def rebinds(items):
    global current
    current = asyncio.create_task(job())  # ok: a module's name keeps it


if __name__ == "__main__":
    main_task = asyncio.new_event_loop().create_task(job())  # ok: a module's name keeps it


async def kept_by_the_frame(server):
    heartbeat = asyncio.create_task(job())  # ok: the frame keeps it, and never ends
    while True:
        await server.step()


async def until_the_end(server):
    heartbeat = asyncio.create_task(job())  # expect: dangling-task
    while True:
        if await server.step():
            break


async def fixture():  # expect: unsafe-async-generator
    running = asyncio.create_task(job())  # expect: dangling-task
    yield
    print("over")


async def deleted(event):
    watched = asyncio.create_task(job())  # ok: `del` says how long it is kept
    await event.wait()
    del watched


async def released(event):
    watched = asyncio.create_task(job())  # ok: so does None
    await event.wait()
    watched = None


async def renamed():
    task = asyncio.create_task(job())  # expect: dangling-task
    task.set_name("job")


async def collected():
    running = [asyncio.create_task(job()) for _ in range(3)]  # expect: dangling-task
    pair = {1: asyncio.create_task(job()), 2: asyncio.create_task(job())}  # ok: returned
    return pair


async def gathered():
    future = asyncio.gather(job(), job())  # expect: dangling-task
    other = asyncio.gather(job(), job())  # ok: awaited
    await other


async def gathered_of_what_exists(self):
    mine = asyncio.current_task()
    running = [task for task in asyncio.all_tasks() if task is not mine]
    asyncio.gather(*running)  # ok: others keep these tasks, or do not
    asyncio.gather(*asyncio.all_tasks(), return_exceptions=True).add_done_callback(print)  # ok: the same
    asyncio.gather(*list(self.tasks))  # ok: the object keeps them
    asyncio.gather()  # ok: of nothing
    coroutines = [job(), job(), job()]
    asyncio.gather(*coroutines)  # expect: dangling-task
    asyncio.gather(job(), *running)  # expect: dangling-task


def references(loop):
    loop.call_later(1, asyncio.create_task, job())  # expect: dangling-task
    loop.call_soon_threadsafe(loop.create_task, job())  # expect: dangling-task
    loop.call_soon(functools.partial(asyncio.ensure_future, job()))  # expect: dangling-task
    loop.call_later(1, keep_one, job())  # ok: a function of its own
    spawn = asyncio.create_task  # ok: a reference
    loop.call_soon(print, asyncio.create_task)  # ok: an argument of the function
    return list(map(asyncio.ensure_future, [job()])), spawn  # ok: the list keeps them


def keep_one(coroutine):
    tasks.add(asyncio.ensure_future(coroutine))  # ok: in a set


def factories(app):
    app.on_startup.append(lambda: asyncio.create_task(job()))  # ok: who calls it may keep it


def in_a_context(loop):
    task = contextvars.copy_context().run(loop.create_task, job())
    tasks.add(task)
    asyncio.ensure_future(task).add_done_callback(tasks.discard)  # ok: a future that exists


class Adapter:
    def __init__(self, future):
        self.future = future

    def observe(self):
        asyncio.ensure_future(self.future).add_done_callback(print)  # ok: what lies in an attribute may be a future

    def start(self, coroutine):
        asyncio.ensure_future(coroutine)  # expect: dangling-task


class Refused(unittest.TestCase):
    def test_refused(self):
        with self.assertRaises(TypeError):
            asyncio.ensure_future(job)  # ok: it is there to fail
        with self.subTest(1):
            asyncio.ensure_future(job())  # expect: dangling-task


def script():
    loop = asyncio.new_event_loop()
    task = loop.create_task(job())  # ok: this frame keeps it for as long as the loop runs
    loop.run_forever()


def script_of_one_job():
    loop = asyncio.new_event_loop()
    task = loop.create_task(job())  # ok: kept for as long as the loop runs
    task.add_done_callback(print)
    loop.run_until_complete(job())


def under_twisted(service):
    from twisted.internet import reactor
    if service:
        task = asyncio.get_event_loop().create_task(job())  # ok: the reactor runs inside this frame
        task.add_done_callback(print)
    reactor.run()


def before_its_caller_runs_the_loop():
    loop = asyncio.new_event_loop()
    task = loop.create_task(job())  # expect: dangling-task
    return loop


class Plugin:
    """Event loops that go by their name where nothing else is known of them."""

    def __init__(self, client, helpers):
        self.client = client
        self.helpers = helpers

    def start(self):
        self.client.loop.create_task(job())  # expect: dangling-task
        self.helpers.get_running_loop().create_task(job())  # expect: dangling-task
        self.client.board.create_task(job())  # ok: no event loop by its name
        self.client.loop.call_later(1, job)  # ok: makes no task  # expect: coroutine-as-callback


def spawn(owner, coroutine):
    lifecycle = getattr(owner, "lifecycle", None)
    return lifecycle.start(coroutine) if lifecycle else asyncio.create_task(coroutine)


def spawn_somehow(owner, coroutine):
    return asyncio.create_task(coroutine) if owner else asyncio.get_running_loop().create_task(coroutine)


async def one_of_two(owner):
    spawn(owner, job())  # ok: the other one may keep it
    spawn_somehow(owner, job())  # expect: dangling-task


# -- nonlocal names --------------------------------------------------------------------------------------------------------------


async def assigned_below_the_functions_that_use_it(app):
    async def watch():
        nonlocal check
        while not app.over:
            await asyncio.sleep(1)
        check.cancel()
        check = None

    async def process():
        nonlocal check, dropped
        if check is None:
            check = asyncio.create_task(watch())  # ok: the functions around read it
        dropped = asyncio.create_task(job())  # ok: it lives as long as the frame around

    check = asyncio.create_task(watch())  # ok: likewise
    dropped = 0
    await app.listen(process)


# -- kept by the loop -------------------------------------------------------------------------------------------------------------------


async def reminds(write, logger):
    await asyncio.sleep(60)
    try:
        write("an hour has passed")
    except OSError:
        pass


async def reminds_or_logs(write, logger):
    try:
        await asyncio.sleep(60)
        write("an hour has passed")
    except Exception:
        logger.exception("no reminder")


async def started(write, logger, load, loop):
    asyncio.create_task(reminds(write, logger))  # expect: dangling-task/error
    asyncio.create_task(reminds_or_logs(write, logger))  # expect: dangling-task/note
    asyncio.create_task(asyncio.to_thread(load))  # expect: dangling-task/note
    await asyncio.create_task(reminds(write, logger))  # ok: awaited


async def at_once(write):
    write("over")


def at_the_signal(loop, write):
    loop.add_signal_handler(15, asyncio.ensure_future, at_once(write))  # ok: over in one step
    loop.add_signal_handler(15, asyncio.ensure_future, reminds(write, None))  # expect: dangling-task


class Bus:
    def __init__(self):
        self.lines = asyncio.Queue()  # expect: unbounded-queue/note
        self.last = asyncio.Queue(1)

    async def push(self, line):
        await self.lines.put(line)

    async def replace(self, line):
        await self.last.put(line)

    def feed(self, line):
        asyncio.create_task(self.push(line))  # ok: without a bound put() never waits, so it is over in one step
        asyncio.create_task(self.replace(line))  # expect: dangling-task
