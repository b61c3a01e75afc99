"""Fixture: wait_for in code for Python 3.10. Every line that is not marked is silent."""
import asyncio
from asyncio import wait_for


async def old(step):
    await asyncio.wait_for(step(), 5)  # expect: wait-for-swallows-cancel
    await wait_for(step(), timeout=5)  # expect: wait-for-swallows-cancel


async def others(step, condition: asyncio.Condition):
    await asyncio.wait_for(step(), None)  # ok: without a timeout it only awaits
    await condition.wait_for(step)  # ok: another wait_for
    await asyncio.wait([asyncio.ensure_future(step())], timeout=5)  # ok: wait cancels nothing  # expect: wait-misuse


def no_coroutine(step):
    return asyncio.wait_for(step(), 5)  # ok: who awaits it is elsewhere
