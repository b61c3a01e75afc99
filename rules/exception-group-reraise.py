"""Fixture: members of exception groups that are raised. Every line that is not marked is silent."""
import asyncio
import copy


async def work():
    await asyncio.sleep(1)


async def members():
    try:
        await work()
    except ExceptionGroup as group:
        if len(group.exceptions) == 1:
            raise group.exceptions[0]  # expect: exception-group-reraise
        first = group.exceptions[0]
        raise first from None  # expect: exception-group-reraise


async def loops():
    try:
        await work()
    except* OSError as group:
        for error in group.exceptions:
            raise error  # expect: exception-group-reraise


async def good():
    try:
        await work()
    except ExceptionGroup as group:
        if group.message:
            raise  # ok: the group
        if group.exceptions:
            raise RuntimeError("failed") from group  # ok: another one
        if group.args:
            raise copy.copy(group.exceptions[0]) from None  # ok: a copy
        if group.exceptions[1:]:
            one = group.exceptions[0]
            raise one from one.__cause__  # ok: it takes care of the cause
        raise group.subgroup(OSError)  # ok: a group of its own


async def other(result):
    try:
        await work()
    except OSError:
        raise result.exceptions[0]  # ok: no group that is being handled


async def the_only_one():
    try:
        await work()
    except BaseExceptionGroup as group:
        if len(group.exceptions) > 1:
            raise  # ok: the group
        if len(group.exceptions) == 1 and group.message:
            raise group.exceptions[0] from None  # expect: exception-group-reraise
        raise group.exceptions[0] from group  # expect: exception-group-reraise


async def put_back():
    try:
        await work()
    except BaseExceptionGroup as group:
        only = group.exceptions[0]
        context = only.__context__
        try:
            raise only  # ok: its context is put back
        finally:
            only.__context__ = context
