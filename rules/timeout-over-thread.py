"""Fixture: timeouts around threads. Every line that is not marked is silent."""
import asyncio
import functools

import anyio
import anyio.from_thread
import anyio.to_thread


async def waits(query, loop):
    await asyncio.wait_for(asyncio.to_thread(query), 5)  # expect: timeout-over-thread
    await asyncio.wait_for(loop.run_in_executor(None, query), timeout=5)  # expect: timeout-over-thread
    async with asyncio.timeout(5):
        await asyncio.to_thread(query)  # expect: timeout-over-thread


async def own_deadline(query, loop):
    await asyncio.to_thread(query, timeout=5)  # ok: no timeout around it
    await asyncio.wait_for(asyncio.to_thread(query, timeout=4), 5)  # ok: one of its own
    await asyncio.wait_for(loop.run_in_executor(None, functools.partial(query, timeout=4)), 5)  # ok: the same
    await asyncio.wait_for(asyncio.to_thread(query), None)  # ok: no timeout
    async with asyncio.timeout(5):
        await query()  # ok: no thread
    async with asyncio.TaskGroup():
        await asyncio.to_thread(query)  # ok: a group, no timeout


def in_steps():
    for _ in range(10):
        anyio.from_thread.check_cancelled()


async def by_anyio(query):
    with anyio.fail_after(5):
        await anyio.to_thread.run_sync(query)  # expect: timeout-over-thread
        await anyio.to_thread.run_sync(query, abandon_on_cancel=False)  # expect: timeout-over-thread
        await anyio.to_thread.run_sync(query, abandon_on_cancel=True)  # expect: timeout-over-thread
        await anyio.to_thread.run_sync(in_steps)  # ok: it asks whether it is still wanted
    await anyio.to_thread.run_sync(query)  # ok: no timeout
