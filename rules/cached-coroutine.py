"""Fixture: caches of coroutines. Every line that is not marked is silent."""
import asyncio
import functools
from functools import cache, lru_cache

import async_lru


async def load(key):
    await asyncio.sleep(1)
    return key


@lru_cache
async def one(key):  # expect: cached-coroutine
    return await load(key)


@functools.lru_cache(maxsize=10)
async def two(key):  # expect: cached-coroutine
    return await load(key)


@cache
def three(key):  # expect: cached-coroutine
    return load(key)


class Service:
    @functools.cached_property
    async def config(self):  # expect: cached-coroutine
        return await load(1)

    @functools.cached_property
    def task(self):  # ok: a task can be awaited again
        return asyncio.ensure_future(load(1))

    @property
    async def fresh(self):  # ok: made anew each time
        return await load(1)


@async_lru.alru_cache
async def kept(key):  # ok: a cache for coroutines
    return await load(key)


@lru_cache
def plain(key):  # ok: no coroutine
    return len(key)


def shared(function):
    def run(*args):
        return asyncio.ensure_future(function(*args))
    return run


@lru_cache
@shared
async def tasks(key):  # ok: the decorator below makes tasks
    return await load(key)
