"""Fixture: attributes of exception groups. Every line that is not marked is silent."""
import asyncio


async def work():
    await asyncio.sleep(1)


async def star():
    try:
        await work()
    except* OSError as e:
        print(e.errno)  # expect: exception-group-attribute
        if e.filename:  # expect: exception-group-attribute
            raise


async def group():
    try:
        await work()
    except ExceptionGroup as e:
        print(e.code)  # expect: exception-group-attribute


async def good():
    try:
        await work()
    except* OSError as e:
        print(e.exceptions, e.message)  # ok: a group has these
        e.add_note("x")  # ok: every exception has it
        print(e.__cause__, e.args)  # ok: the same
        e.seen = True  # ok: set
        for one in e.exceptions:
            print(one.errno)  # ok: a member


async def plain():
    try:
        await work()
    except OSError as e:
        print(e.errno)  # ok: no group


async def asks():
    try:
        await work()
    except* OSError as e:
        if hasattr(e, "code"):
            print(e.code)  # ok: it asks


async def rebinds():
    try:
        await work()
    except* OSError as e:
        for e in e.exceptions:
            print(e.errno)  # ok: a member by the same name
