"""Fixture: timeouts around threads. Every line that is not marked is silent."""
import asyncio
import functools


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
