"""Fixture: async generators that yield inside of with blocks. Every line that is not marked is silent."""
import asyncio
import contextlib
import io

import pytest


async def rows(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.cursor():
            yield row  # expect: yield-in-context-manager


async def lines(path):  # expect: unsafe-async-generator
    with open(path) as f:  # expect: blocking-file  # ok: reading in a coroutine is another rule's business
        while line := f.readline():  # ok: its open() is reported
            await asyncio.sleep(1)
            yield line  # expect: yield-in-context-manager


async def scoped(reader):  # expect: unsafe-async-generator
    async with asyncio.timeout(1):
        while line := await reader.readline():
            yield line  # expect: yield-in-scope


async def session(factory):  # expect: unsafe-async-generator
    async with factory() as s:
        yield s  # ok: yields once, as a dependency does


@contextlib.asynccontextmanager
async def retried(pool):
    while True:
        async with pool.acquire() as connection:
            yield connection  # ok: a context manager


@pytest.fixture
async def fixture(pool):
    for _ in range(2):
        async with pool.acquire() as connection:
            yield connection  # ok: a fixture


async def in_memory(xs):  # expect: unsafe-async-generator
    for x in xs:
        with io.BytesIO() as buffer:
            await asyncio.sleep(1)
            yield buffer.getvalue()  # ok: memory needs no closing


def plain(path):
    with open(path) as f:
        for line in f:
            yield line  # ok: no async generator


async def outside(pool):  # expect: unsafe-async-generator
    while True:
        async with pool.acquire() as connection:
            row = await connection.fetch()
        yield row  # ok: behind the block


async def passed_on(pool):  # expect: unsafe-async-generator
    async with contextlib.aclosing(rows(pool)) as all_rows:
        async for row in all_rows:
            yield row  # ok: it closes the other generator, which without it would stay open as well


async def passed_on_with_more(pool, path):  # expect: unsafe-async-generator
    async with pool.acquire() as log, contextlib.aclosing(rows(pool)) as all_rows:
        async for row in all_rows:
            await log.execute("insert")
            yield row  # expect: yield-in-context-manager
