import asyncio
import inspect
import sys
from asyncio import iscoroutinefunction  # expect: deprecated-api

import uvloop


class Policy(asyncio.DefaultEventLoopPolicy):  # expect: deprecated-api
    pass


def install():
    uvloop.install()  # expect: deprecated-api


def policy():
    asyncio.set_event_loop_policy(uvloop.EventLoopPolicy())  # expect: deprecated-api


def is_coroutine(f):
    return iscoroutinefunction(f) or asyncio.iscoroutinefunction(f)  # expect: deprecated-api


def is_coroutine_by_inspect(f):
    return inspect.iscoroutinefunction(f)  # ok: not asyncio's


def windows():
    if sys.platform == "win32":
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())  # expect: deprecated-api


def old():
    if sys.platform == "win32" and sys.version_info < (3, 14):
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())  # ok: not in 3.14
