"""Fixture: task groups of one task. Every line that is not marked is silent."""
import asyncio

import anyio


async def work(*args):
    await asyncio.sleep(1)


async def one():
    async with asyncio.TaskGroup() as group:  # expect: useless-taskgroup
        group.create_task(work())
    async with anyio.create_task_group() as group:  # expect: useless-taskgroup
        group.start_soon(work)


async def more(xs):
    async with asyncio.TaskGroup() as group:  # ok: two
        group.create_task(work())
        group.create_task(work())
    async with asyncio.TaskGroup() as group:  # ok: goes on beside it
        group.create_task(work())
        await work()


async def handed_on():
    async with asyncio.TaskGroup() as group:  # ok: what it starts may start more
        group.create_task(work(group))


async def kept():
    async with asyncio.TaskGroup() as group:  # ok: the result is wanted
        task = group.create_task(work())
    return task.result()
