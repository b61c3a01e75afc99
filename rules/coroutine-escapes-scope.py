"""Fixture: coroutines that are returned out of blocks. Every line that is not marked is silent."""
import asyncio

import httpx


async def fetch(*args):
    await asyncio.sleep(1)


async def timed():
    async with asyncio.timeout(1):  # expect: timeout-without-await
        return fetch()  # expect: coroutine-escapes-scope


async def resource(connect):
    async with connect() as connection:
        return fetch(connection)  # expect: coroutine-escapes-scope


async def client():
    async with httpx.AsyncClient() as session:
        return session.get("/")  # expect: coroutine-escapes-scope


def opened(path):
    with open(path) as f:
        return fetch(f.fileno())  # expect: coroutine-escapes-scope


async def awaited(connect):
    async with asyncio.timeout(1):
        return await fetch()  # ok: awaited in the block
    async with connect() as connection:
        return await fetch(connection)  # ok: the same


def locked(lock):
    with lock:
        return fetch()  # ok: may guard the call alone


async def outside(connect):
    async with connect() as connection:
        name = connection.name
    return fetch(name)  # ok: behind the block


async def other(connect, send):
    async with connect() as connection:
        return send(connection)  # ok: nobody knows what it gives


async def inner(connect):
    async with connect() as connection:
        def later():
            return fetch(connection)  # ok: another function's return

        return await later()  # ok: awaited
