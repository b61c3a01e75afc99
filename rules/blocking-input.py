"""Fixture: waiting for the keyboard on the loop."""
import asyncio
import builtins
import getpass
import pdb
import sys
from getpass import getpass as ask


async def typed():
    input("> ")  # expect: blocking-input
    builtins.input()  # expect: blocking-input
    getpass.getpass()  # expect: blocking-input
    ask()  # expect: blocking-input
    breakpoint()  # expect: blocking-input
    pdb.set_trace()  # expect: blocking-input
    sys.stdin.readline()  # expect: blocking-input


async def debugged(work, config):
    try:
        await work()
    except Exception:
        if config.drop_into_pdb:
            pdb.set_trace()  # ok: somebody has asked for the debugger
        raise


async def forgotten(rows):
    for row in rows:
        if row.id == 42:
            pdb.set_trace()  # expect: blocking-input


async def off_the_loop():
    await asyncio.to_thread(input, "> ")  # ok: a reference, run in a thread
    await asyncio.to_thread(lambda: input("> "))  # ok: the lambda runs in a thread
    getpass.getuser()  # ok: asks nobody
    sys.stdin.fileno()  # ok: reads nothing


async def shadowed(input, session):
    input("> ")  # ok: a parameter
    await session.input("> ")  # ok: something else


def plain():
    input("> ")  # ok: no coroutine


async def classes():
    class Form:
        name = staticmethod(input)  # ok: a reference
    return Form
