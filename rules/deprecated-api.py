# The target version is not known: 3.10 is taken.
import asyncio
import inspect
import sys
import warnings
from asyncio import coroutine  # expect: deprecated-api

import uvloop


@coroutine  # ok: the import is reported
def generator():
    yield from asyncio.sleep(1)


@asyncio.coroutine  # expect: deprecated-api
def other():
    yield from asyncio.sleep(1)


def watch():
    return asyncio.get_child_watcher()  # expect: deprecated-api


class Watcher(asyncio.AbstractChildWatcher):  # expect: deprecated-api
    pass


def is_coroutine(f):
    return asyncio.iscoroutinefunction(f)  # ok: 3.10 has no replacement that sees the same marks


def is_coroutine_by_inspect(f):
    return inspect.iscoroutinefunction(f)  # ok: the replacement


def policy():
    return asyncio.get_event_loop_policy()  # ok: deprecated in 3.14, and 3.10 has no loop_factory


def install():
    uvloop.install()  # ok: deprecated in 3.12, and 3.10 has nothing else


async def removed(loop):
    await asyncio.sleep(1, loop=loop)  # expect: removed-api


def guarded():
    if sys.version_info < (3, 12):
        return asyncio.get_child_watcher()  # ok: not run by a Python that has deprecated it
    return None


def asked(f):
    if hasattr(asyncio, "coroutine"):
        return asyncio.coroutine(f)  # ok: asked before
    return f


def expected():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return asyncio.get_child_watcher()  # ok: the warning is wanted away


def annotated():
    watcher: asyncio.AbstractChildWatcher | None = None  # ok: nobody works that out
    return watcher


def annotated_parameter(watcher: asyncio.SafeChildWatcher):  # ok: 3.14 does not, either
    return watcher
