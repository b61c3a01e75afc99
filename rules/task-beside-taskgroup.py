"""Fixture: tasks beside a task group. Every line that is not marked is silent."""
import asyncio

tasks = set()


async def job(*args):
    await asyncio.sleep(1)


async def beside(loop):
    async with asyncio.TaskGroup() as group:
        task = asyncio.create_task(job())  # expect: task-beside-taskgroup
        other = loop.create_task(job())  # expect: task-beside-taskgroup
        group.create_task(job(task))
        group.create_task(job(other))


async def cared_for(loop):
    async with asyncio.TaskGroup() as group:
        awaited = asyncio.create_task(job())  # ok: awaited here
        cancelled = asyncio.create_task(job())  # ok: cancelled here
        kept = asyncio.create_task(job())  # ok: kept in a set
        group.create_task(job())
        tasks.add(kept)
        await awaited
        cancelled.cancel()


async def inside():
    async with asyncio.TaskGroup() as group:
        task = group.create_task(job())  # ok: in the group
        group.create_task(job(task))


async def outside():
    task = asyncio.create_task(job())  # ok: before the block
    async with asyncio.TaskGroup() as group:
        group.create_task(job(task))
        group.create_task(job(task))
