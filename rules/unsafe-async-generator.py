"""Fixture: async generators. Every line that is not marked is silent."""
import asyncio
import contextlib

import pytest


async def numbers(source):  # expect: unsafe-async-generator
    async for x in source:
        yield x


class Source:
    async def rows(self):  # expect: unsafe-async-generator
        yield 1


@contextlib.asynccontextmanager
async def context():  # ok: a context manager
    yield 1


@pytest.fixture
async def fixture():  # ok: a fixture
    yield 1


def plain():  # ok: no coroutine
    yield 1


async def coroutine():  # ok: no generator
    await asyncio.sleep(1)

    def inner():
        yield 1

    return inner
