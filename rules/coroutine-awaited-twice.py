"""Fixture: coroutines that are awaited again. Every line that is not marked is silent."""
import asyncio

import pytest


async def f():
    await asyncio.sleep(1)


async def twice():
    c = f()
    await c
    await c  # expect: coroutine-awaited-twice


async def loops(xs):
    c = f()
    for x in xs:
        print(x, await c)  # expect: coroutine-awaited-twice


async def on_a_path(flag):
    c = f()
    if flag:
        await c
    print("between")
    return await c  # expect: coroutine-awaited-twice


async def once(xs, flag):
    for _ in xs:
        c = f()
        await c  # ok: made anew for each
    d = f()
    if flag:
        await d  # ok: the one branch
    else:
        await d  # ok: or the other
    e = f()
    await e  # ok: the first time
    e = f()
    await e  # ok: another one
    g = f()
    if flag:
        await g  # ok: and returns
        return
    await g  # ok: not after the other


async def task():
    t = asyncio.create_task(f())
    await t
    await t  # ok: a task


async def leaves(xs):
    c = f()
    for x in xs:
        if x:
            await c  # ok: the loop ends with it
            break


async def test_again():
    c = f()
    await c
    with pytest.raises(RuntimeError):
        await c  # ok: it is there to fail
