"""Fixture: blocking calls that a coroutine reaches through functions of this file. Every line that is not marked is silent."""
import asyncio
import functools
import os
import shutil
import socket
import subprocess
import threading
import time
from typing import TYPE_CHECKING

import requests


def wait(seconds):
    time.sleep(seconds)


def deeper(seconds):
    return wait(seconds)


def harmless(seconds):
    time.sleep(0)
    return seconds * 2


async def direct(seconds):
    wait(seconds)  # expect: transitive-blocking
    harmless(seconds)  # ok: sleep(0) comes back at once
    time.sleep(seconds)  # expect: blocking-sleep


async def deep(seconds):
    deeper(seconds)  # expect: transitive-blocking
    deeper(seconds)  # ok: the same end, which this coroutine has been told of
    value = [harmless(s) for s in range(3)]  # ok: nothing in it blocks
    return value


async def handed_over(loop, pool, seconds):
    await asyncio.to_thread(deeper, seconds)  # ok: in a thread
    await loop.run_in_executor(None, deeper, seconds)  # ok: in a thread
    threading.Thread(target=deeper, args=(seconds,)).start()  # ok: in a thread
    pool.submit(lambda: deeper(seconds))  # ok: the lambda runs in a thread
    pool.submit(functools.partial(deeper, seconds))  # ok: in a thread


async def stored(seconds):
    nap = functools.partial(deeper, seconds)  # ok: nothing is called yet
    nap()  # expect: transitive-blocking


async def stored_plainly(seconds):
    nap = deeper  # ok: a reference
    nap(seconds)  # expect: transitive-blocking


async def nested(seconds):
    def here():
        time.sleep(seconds)

    def there():
        time.sleep(seconds)
    await asyncio.to_thread(there)  # ok: in a thread
    here()  # expect: transitive-blocking


async def coroutine():
    time.sleep(1)  # expect: blocking-sleep


async def awaits():
    await coroutine()  # ok: reported where it stands
    asyncio.create_task(coroutine())  # expect: dangling-task
    return None


# -- round in circles

def even(n):
    return n == 0 or odd(n - 1)


def odd(n):
    wait(0.1)
    return n != 0 and even(n - 1)


def quiet_even(n):
    return n == 0 or quiet_odd(n - 1)


def quiet_odd(n):
    return n != 0 and quiet_even(n - 1)


async def recursive(n):
    even(n)  # expect: transitive-blocking
    quiet_even(n)  # ok: neither of them blocks


# -- where no loop runs

def run_sync(seconds):
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        time.sleep(seconds)
        return
    raise RuntimeError("use the coroutine")


def check_first(seconds):
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        loop = None
    if loop is not None:
        return loop.create_task(asyncio.sleep(seconds))
    time.sleep(seconds)


def check_thread(seconds, owner):
    if threading.get_ident() != owner:
        time.sleep(seconds)


def told(self, seconds):
    if not self.asynchronous:
        time.sleep(seconds)


if TYPE_CHECKING:
    def only_typed():
        time.sleep(1)
else:
    only_typed = harmless


async def guarded(seconds, owner):
    run_sync(seconds)  # ok: sleeps only where no loop runs
    check_first(seconds)  # ok: comes back when a loop runs
    check_thread(seconds, owner)  # ok: sleeps in other threads
    told(owner, seconds)  # ok: asks whether it is used from coroutines
    if TYPE_CHECKING:
        wait(1)  # ok: never run


def guarded_by_other_things(seconds, verbose):
    if verbose:
        time.sleep(seconds)


async def not_guarded(seconds):
    guarded_by_other_things(seconds, True)  # expect: transitive-blocking


# -- the first time only

@functools.lru_cache
def table():
    return open("table").read()


_rows = None


def rows():
    global _rows
    if _rows is None:
        _rows = open("rows").read()
    return _rows


class Cache:
    def __init__(self):
        self._data = None

    def data(self):
        if self._data is not None:
            return self._data
        self._data = open("data").read()
        return self._data

    def reload(self):
        self._data = open("data").read()

    @functools.cached_property
    def size(self):
        return len(open("data").read())


async def lazily(cache: Cache):
    table()  # expect: transitive-blocking/note
    rows()  # expect: transitive-blocking/note
    cache.data()  # expect: transitive-blocking/note
    cache.size  # expect: transitive-blocking/note
    cache.reload()  # expect: transitive-blocking/note


# -- how severe

def exists(path):
    return os.path.exists(path)


def both(path):
    os.path.exists(path)
    subprocess.run(["ls", path])


async def severity(path):
    exists(path)  # expect: transitive-blocking/note
    return path


async def worst(path):
    # expect-next: transitive-blocking, transitive-blocking
    both(path)


def check_state(state, debugging):
    if debugging and not state:
        import pdb
        pdb.set_trace()


async def debuggers(state):
    check_state(state, False)  # ok: a debugger, behind a switch
    return state


# -- methods

class Api:
    def __init__(self):
        self.session = requests.Session()
        self.call = self.get

    def get(self, url):
        return self.session.get(url)

    @staticmethod
    def pause():
        time.sleep(1)

    @classmethod
    def make(cls):
        cls.pause()
        return cls()

    def plain(self):
        return self.session

    def abstract(self):
        raise NotImplementedError


class Derived(Api):
    def get_all(self, urls):
        return [self.get(url) for url in urls]

    async def run(self, urls):
        self.get_all(urls)  # expect: transitive-blocking
        self.plain()  # ok: nothing in it blocks
        self.abstract()  # ok: nothing in it blocks
        super().pause()  # expect: transitive-blocking
        await asyncio.to_thread(self.get_all, urls)  # ok: in a thread


async def methods(api: Api, other):
    api.get("url")  # expect: transitive-blocking
    other.get("url")  # ok: nobody knows what that is
    Derived.make()  # expect: transitive-blocking
    api.session  # ok: an attribute


def synchronous():
    deeper(1)  # ok: no coroutine
    api = Api()
    api.get("url")  # ok: no coroutine


async def annotations(value: "deeper(1)" = None):  # ok: evaluated elsewhere, if at all
    lambda: deeper(1)  # ok: nobody calls it
    return deeper  # ok: a reference


# -- as severe as what is at the end would be --------------------------------------------------------------------------------------------


def read_settings():
    return open("settings.ini").read()


def copy_all(paths):
    for path in paths:
        shutil.copytree(path, path + ".copy")


def look_up(host):
    return socket.gethostbyname(host)


async def weighed(paths):
    read_settings()  # expect: transitive-blocking/note
    copy_all(paths)  # expect: transitive-blocking/warning
    await asyncio.to_thread(copy_all, paths)  # ok: in a thread
    len(paths)  # ok: blocks nothing
    copy_all.__name__  # ok: not called


@app.get("/hosts/{host}")
async def serve(host):
    return look_up(host)  # expect: transitive-blocking/warning


async def checked(host):
    await asyncio.to_thread(look_up, host)  # ok: in a thread
