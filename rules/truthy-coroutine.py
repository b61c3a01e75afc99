"""Fixture: coroutines as conditions. Every line that is not marked is silent."""
import asyncio


async def ready():
    await asyncio.sleep(1)
    return True


def plain():
    return True


async def conditions(lock: asyncio.Lock, xs, flag):
    if ready():  # expect: truthy-coroutine
        print("always")
    elif lock.acquire():  # expect: truthy-coroutine
        print("never")
    while not ready():  # expect: truthy-coroutine
        print("never")
    assert ready()  # expect: truthy-coroutine
    print(1 if ready() else 2)  # expect: truthy-coroutine
    print([x for x in xs if ready()])  # expect: truthy-coroutine
    if flag and ready():  # expect: truthy-coroutine
        print("as flag")
    if bool(ready()):  # expect: truthy-coroutine
        print("always")


async def good(lock: asyncio.Lock, xs, flag):
    if await ready():  # ok: awaited
        print("perhaps")
    elif lock.locked():  # ok: no coroutine
        print("perhaps")
    while not plain():  # ok: a function
        print("never")
    assert asyncio.iscoroutine(ready())  # ok: passed on
    work = flag and ready()  # ok: not a condition
    if work:
        await work
    print([x for x in xs if await ready()])  # ok: awaited
    if ready() is None:  # ok: compared, not asked for its truth
        print("never")
    if xs.ready():  # ok: nobody knows what that is
        print("perhaps")
    print(2 if plain() else ready())  # ok: the value, not the condition
