"""Fixture: generators that yield inside of scopes. Every line that is not marked is silent."""
import asyncio
import contextlib

import anyio
import pytest


async def lines(reader):  # expect: unsafe-async-generator
    async with asyncio.timeout(10):
        while line := await reader.readline():
            yield line  # expect: yield-in-scope


async def results(jobs):  # expect: unsafe-async-generator
    async with asyncio.TaskGroup() as group:
        for job in jobs:
            yield await group.create_task(job())  # expect: yield-in-scope


async def streams(jobs):  # expect: unsafe-async-generator
    async with anyio.create_task_group():
        with open("x") as f:  # expect: blocking-file
            yield f  # expect: yield-in-scope


async def scoped():  # expect: unsafe-async-generator
    with anyio.CancelScope():
        yield 1  # expect: yield-in-scope


async def made_before(reader):  # expect: unsafe-async-generator
    deadline = asyncio.timeout(10)
    async with deadline as scope:
        while line := await reader.readline():
            scope.reschedule(20)
            yield line  # expect: yield-in-scope


@contextlib.asynccontextmanager
async def context():
    async with asyncio.TaskGroup() as group:
        yield group  # ok: a context manager, left by the task that entered it


@pytest.fixture
async def group():
    async with asyncio.TaskGroup() as g:
        yield g  # ok: a fixture


async def outside(reader):  # expect: unsafe-async-generator
    while True:
        async with asyncio.timeout(10):
            line = await reader.readline()
        yield line  # ok: behind the scope


async def nested():
    async with asyncio.TaskGroup() as g:
        def numbers():
            yield 1  # ok: another generator

        g.create_task(asyncio.sleep(len(list(numbers()))))


async def other(lock):  # expect: unsafe-async-generator
    async with lock:
        yield 1  # ok: a lock is no scope of this kind


async def group_of_request():  # ok: a context manager, as FastAPI has it
    async with asyncio.TaskGroup() as g:
        yield g  # ok: FastAPI enters and leaves it in one task


@app.get("/")
async def serve(g=Depends(group_of_request)):
    return g


async def group_of_nobody():  # expect: unsafe-async-generator
    async with asyncio.TaskGroup() as g:
        yield g  # expect: yield-in-scope
