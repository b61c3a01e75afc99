"""Fixture: coroutine functions as callbacks. Every line that is not marked is silent."""
import abc
import asyncio
import atexit
import concurrent.futures
import functools
import itertools
import signal
import threading
import weakref

tasks = set()


async def tick(*args):
    await asyncio.sleep(1)


def plain(*args):
    print(args)


async def scheduled(future: asyncio.Future):
    loop = asyncio.get_running_loop()
    loop.call_soon(tick)  # expect: coroutine-as-callback
    loop.call_later(1, tick, 2)  # expect: coroutine-as-callback
    loop.call_soon_threadsafe(functools.partial(tick, 1))  # expect: coroutine-as-callback
    loop.call_later(1, lambda: tick())  # expect: coroutine-as-callback
    loop.add_signal_handler(signal.SIGTERM, tick)  # expect: coroutine-as-callback
    future.add_done_callback(tick)  # expect: coroutine-as-callback
    task = loop.create_task(tick())
    task.add_done_callback(tick)  # expect: coroutine-as-callback
    await loop.run_in_executor(None, tick)  # expect: coroutine-as-callback
    await asyncio.to_thread(tick)  # expect: coroutine-as-callback
    await task


class Service:
    def start(self, pool: concurrent.futures.ThreadPoolExecutor):
        threading.Thread(target=self.run).start()  # expect: coroutine-as-callback
        threading.Timer(1, self.run)  # expect: coroutine-as-callback
        pool.submit(self.run)  # expect: coroutine-as-callback
        atexit.register(self.run)  # expect: coroutine-as-callback
        weakref.finalize(pool, self.run)  # expect: coroutine-as-callback
        signal.signal(signal.SIGINT, self.run)  # expect: coroutine-as-callback

    async def run(self, *args):
        await asyncio.sleep(1)


async def good(future: asyncio.Future, button, pool):
    loop = asyncio.get_running_loop()
    loop.call_soon(plain)  # ok: a function
    loop.call_later(1, plain, tick)  # ok: an argument of the function
    loop.call_later(1, lambda: tasks.add(loop.create_task(tick())))  # ok: makes a task and keeps it
    future.add_done_callback(plain)  # ok: a function
    future.add_done_callback(functools.partial(plain, tick))  # ok: of a function
    await loop.run_in_executor(None, asyncio.run, tick())  # ok: run in the thread
    await asyncio.to_thread(asyncio.run, tick())  # ok: the same
    button.on_click(tick)  # ok: a framework may await it
    pool.submit(tick)  # ok: nobody knows what takes it
    print(list(map(tick, [1])))  # ok: a list of coroutines
    threading.Thread(target=plain, args=(tick,)).start()  # ok: an argument
    atexit.register(plain)  # ok: a function
    signal.signal(signal.SIGINT, plain)  # ok: a function
    threading.Thread(target=lambda: asyncio.run(tick())).start()  # ok: run there
    threading.Timer(1, plain, [tick])  # ok: an argument
    weakref.finalize(button, plain)  # ok: a function
    button.add_done_callback(tick)  # ok: no future, as far as is known
    button.call_later(1, tick)  # ok: no event loop


async def is_open(door):
    await asyncio.sleep(1)
    return True


async def answers(doors, names: list[str]):
    print(list(filter(is_open, doors)))  # expect: coroutine-as-callback
    print(sorted(doors, key=is_open))  # expect: coroutine-as-callback
    print(max(doors, key=lambda d: is_open(d)))  # expect: coroutine-as-callback
    names.sort(key=is_open)  # expect: coroutine-as-callback
    print(list(itertools.takewhile(is_open, doors)))  # expect: coroutine-as-callback
    print(list(itertools.groupby(doors, is_open)))  # expect: coroutine-as-callback
    print(functools.reduce(is_open, doors))  # expect: coroutine-as-callback
    opened = [door for door in doors if await is_open(door)]
    print(sorted(opened, key=plain))  # ok: a function
    print(list(filter(None, opened)))  # ok: no function
    print(min([is_open(d) for d in doors], default=is_open))  # ok: no key
    states = dict(zip(doors, await asyncio.gather(*map(is_open, doors[:9]))))  # ok: awaited
    print(sorted(doors, key=states.get), sorted(doors, key=lambda d: states[d]))  # ok: looked up
    doors.sort(key=is_open)  # ok: perhaps no list
    doors.filter(is_open)  # ok: nobody knows what takes it


def shadows(filter, doors):
    return filter(is_open, doors)  # ok: another filter


class Provider(abc.ABC):
    @abc.abstractmethod
    async def send(self, message):
        ...

    async def fetch(self, message):
        return message

    async def deliver(self, loop, pool, message):
        await loop.run_in_executor(pool, self.send, message)  # ok: derived classes may define a plain function
        await loop.run_in_executor(pool, self.fetch, message)  # expect: coroutine-as-callback
        await loop.run_in_executor(pool, functools.partial(self.send, message))  # ok: likewise
