"""Fixture: wait_for in loops. Every line that is not marked is silent."""
import asyncio

TICK = 0.5


async def polls(queue, event, stopping):
    while not stopping():
        try:
            job = await asyncio.wait_for(queue.get(), 0.1)          # expect: wait-for-polling
        except asyncio.TimeoutError:
            continue
        job()
    while True:
        try:
            await asyncio.wait_for(event.wait(), timeout=TICK)      # expect: wait-for-polling
        except (TimeoutError, KeyError):
            pass


async def silent(queue, event, stopping, timeout):
    while not stopping():
        try:
            await asyncio.wait_for(queue.get(), 30)                 # ok: twice a minute
        except asyncio.TimeoutError:
            continue
    while not stopping():
        try:
            await asyncio.wait_for(queue.get(), timeout)            # ok: nobody knows
        except asyncio.TimeoutError:
            continue
    while not stopping():
        try:
            await asyncio.wait_for(queue.get(), 1)                  # ok: the timeout is something to act on
        except asyncio.TimeoutError:
            await queue.put(None)
    while not stopping():
        await asyncio.wait_for(queue.get(), 0.1)                    # ok: the timeout ends the loop
    try:
        await asyncio.wait_for(queue.get(), 0.1)                    # ok: once
    except asyncio.TimeoutError:
        pass
    try:
        while True:
            await asyncio.wait_for(event.wait(), 0.1)               # ok: the timeout ends the loop
    except TimeoutError:
        pass
