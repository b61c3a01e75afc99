"""Fixture: work that was to be handed over, and is done on the spot."""
import asyncio
import functools
import operator
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def parse(path):
    return path.split("/")


def tick():
    print("tick")


def make(path):
    def work():
        return path
    return work


def shorter(path):
    return lambda: path


def unknown(path):
    return path.handler


@functools.wraps(parse)
def decorated(path):
    return 1


def load(path) -> dict:
    return unknown(path)


@unknown
def loads(path) -> dict:
    return unknown(path)


class Job:
    def __init__(self, path):
        self.path = path

    def __call__(self):
        return self.path


async def handed_over(path, loop_like):
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(parse(path))  # expect: offload-called-eagerly
    await asyncio.to_thread(parse, path)  # ok: the function and its argument
    await asyncio.to_thread(load(path))  # expect: offload-called-eagerly
    await asyncio.to_thread(loads(path))  # ok: nobody knows what the decorator makes of it
    await loop.run_in_executor(None, parse(path))  # expect: offload-called-eagerly
    await loop.run_in_executor(None, parse, path)  # ok: likewise
    loop.call_soon(tick())  # expect: offload-called-eagerly
    loop.call_soon(tick)  # ok: the function
    loop.call_later(1, tick())  # expect: offload-called-eagerly
    loop.call_later(1, make(path))  # ok: it gives a function
    loop.call_later(1, shorter(path))  # ok: it gives a lambda
    loop.call_later(1, unknown(path))  # ok: nobody knows what it gives
    loop.call_later(1, decorated(path))  # ok: nobody knows what the decorator makes of it
    loop.call_later(1, functools.partial(parse, path))  # ok: made to be called
    loop.call_later(1, operator.methodcaller("go"))  # ok: made to be called
    loop.call_later(1, Job(path))  # ok: an object that can be called
    loop_like.call_later(1, tick())  # ok: no loop that is known
    asyncio.create_task(asyncio.sleep(1)).add_done_callback(tick())  # expect: offload-called-eagerly, dangling-task


def threads(path):
    threading.Thread(target=tick()).start()  # expect: offload-called-eagerly
    threading.Thread(target=tick).start()  # ok: the function
    with ThreadPoolExecutor() as pool:
        pool.submit(parse(path))  # expect: offload-called-eagerly
        pool.submit(parse, path)  # ok: the function
        pool.submit(lambda: parse(path))  # ok: called in the thread
        pool.submit(time.sleep, 1)  # ok: the function
