"""Fixture: asyncio.wait. Every line that is not marked is silent."""
import asyncio
from asyncio import create_task, wait


async def a():
    await asyncio.sleep(1)


async def coroutines():
    await asyncio.wait([a(), a()])  # expect: wait-misuse
    await wait({a() for _ in range(3)})  # expect: wait-misuse


async def pending():
    await asyncio.wait([create_task(a()), create_task(a())], timeout=1)  # expect: wait-misuse
    done, rest = await asyncio.wait([create_task(a())], return_when=asyncio.FIRST_COMPLETED)  # expect: wait-misuse
    print(done)


async def dropped():
    await asyncio.wait([create_task(a()), create_task(a())])  # expect: wait-misuse


async def good(tasks):
    done, rest = await asyncio.wait(tasks, timeout=1)  # ok: both are used
    for task in rest:
        task.cancel()
    print(done)
    await asyncio.wait(tasks)  # ok: who made them may look at them
    await asyncio.wait(tasks, timeout=1)  # ok: the same
    mine = [create_task(a()), create_task(a())]
    await asyncio.wait(mine)  # ok: looked at below
    for task in mine:
        task.result()
    finished, _ = await asyncio.wait([create_task(a())])  # ok: none is pending
    print(finished)
    await asyncio.wait([create_task(tasks.ready.wait()), create_task(asyncio.sleep(1))])  # ok: these only wait
    await asyncio.wait_for(a(), 1)  # ok: another function


async def other(event):
    await event.wait()  # ok: another wait
