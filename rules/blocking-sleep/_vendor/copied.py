"""Fixture: a copy of somebody else's module: its findings are notes."""
import asyncio
import time


async def retry(request):
    while not await request():
        time.sleep(3)  # expect: blocking-sleep/note


async def retry_well(request):
    while not await request():  # ok: asks somebody else
        await asyncio.sleep(3)  # ok: a coroutine
