"""Fixture: jumps out of task groups. Every line that is not marked is silent."""
import asyncio

import anyio


async def work():
    await asyncio.sleep(1)


async def returns(flag):
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        group.create_task(work())
        if flag:
            return 1  # expect: jump-out-of-taskgroup
        await work()


async def loops(xs):
    for x in xs:
        async with asyncio.TaskGroup() as group:
            group.create_task(work())
            if x:
                break  # expect: jump-out-of-taskgroup
            if not x.more:
                continue  # expect: jump-out-of-taskgroup
            group.create_task(work())


async def with_anyio(flag):
    async with anyio.create_task_group() as group:
        group.start_soon(work)
        while True:
            await work()
            if flag:
                return  # expect: jump-out-of-taskgroup


async def inner_loop(xs):
    async with asyncio.TaskGroup() as group:
        for x in xs:
            if x:
                break  # ok: a loop within the block
            if x.next:
                continue  # ok: the same
            group.create_task(work())  # expect: task-per-item
            group.create_task(work())


async def at_the_end():
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        group.create_task(work())
        return 1  # ok: the end of the block, where it waits anyway


async def last_branch(flag):
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        group.create_task(work())
        if flag:
            return 1  # ok: the end of the block
        else:
            return 2  # ok: the same


async def nested():
    async with asyncio.TaskGroup() as group:
        async def inner():
            return 1  # ok: another function's

        group.create_task(inner())
        group.create_task(inner())


async def other(lock, flag):
    async with lock:
        if flag:
            return 1  # ok: no group
        await work()
