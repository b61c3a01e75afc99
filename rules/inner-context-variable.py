"""Fixture: tasks of a group with resources of an inner block. Every line that is not marked is silent."""
import asyncio

import anyio


async def serve(*args):
    await asyncio.sleep(1)


async def inner(connect, path):
    async with asyncio.TaskGroup() as group:
        async with connect() as connection:
            group.create_task(serve(connection))  # expect: inner-context-variable
        with connect(path) as file:
            task = group.create_task(serve(1, file))  # expect: inner-context-variable
            print(task)
    async with anyio.create_task_group() as group:
        async with connect() as connection:
            group.start_soon(serve, connection)  # expect: inner-context-variable


async def outer(connect):
    async with connect() as connection:
        async with asyncio.TaskGroup() as group:
            group.create_task(serve(connection))  # ok: closed after the group
            await serve()
    async with connect() as connection, asyncio.TaskGroup() as group:
        group.create_task(serve(connection))  # ok: the same in one statement
        await serve()


async def awaited(connect):
    async with asyncio.TaskGroup() as group:
        async with connect() as connection:
            await group.create_task(serve(connection))  # ok: waits in the block
        async with connect() as connection:
            task = group.create_task(serve(connection))  # ok: the same
            await task


async def others(connect, lock):
    async with asyncio.TaskGroup() as group:
        async with connect() as connection:
            group.create_task(serve(1))  # ok: gets nothing of it
            await serve(connection)
        async with asyncio.TaskGroup() as inner_group:
            group.create_task(serve(inner_group))  # ok: a group is no resource to be closed
            await serve()
