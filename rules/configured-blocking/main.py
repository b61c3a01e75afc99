"""Fixture: calls that the configuration beside it names."""
import asyncio
import legacy
from legacy.store import load
from shop import db
from shop.db import query
from shop.db import query as q


async def by_name(machine):
    query("select 1")  # expect: configured-blocking
    q("select 1")  # expect: configured-blocking
    db.query("select 1")  # expect: configured-blocking
    legacy.connect()  # expect: configured-blocking
    load("x")  # expect: configured-blocking
    machine.hold_everything()  # expect: configured-blocking


class Pool:
    def query(self, text):
        return text

    def quote(self, text):
        return text


async def by_type(pool: Pool):
    pool.query("select 1")  # expect: configured-blocking
    pool.quote("select 1")  # ok: not named
    Pool().query("select 1")  # expect: configured-blocking


async def instead():
    await db.aquery("select 1")  # ok: another name
    await legacy.aconnect()  # ok: awaited
    await asyncio.to_thread(query, "select 1")  # ok: a reference, run in a thread
    await asyncio.wait_for(legacy.aconnect(), 1)  # ok: its result is awaited


def plain():
    query("select 1")  # ok: no coroutine
    legacy.connect()  # ok: no coroutine


async def shadowed(query, legacy):
    query("select 1")  # ok: a parameter

    def inner():
        db.query("select 1")  # ok: belongs to where it is called
    await asyncio.to_thread(inner)


async def aliased(make):
    query = make()
    query("select 1")  # ok: something else of that name
