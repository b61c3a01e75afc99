"""Fixture: coroutines with timeouts for parameters. Every line that is not marked is silent."""
import asyncio
import typing

from elsewhere import Client


async def fetch(client, timeout):  # expect: timeout-parameter
    deadline = client.now() + timeout
    while client.now() < deadline:
        await client.step()


class Own:
    async def get(self, *, timeout=None):  # expect: timeout-parameter
        if timeout is None:
            await asyncio.sleep(1)


async def handed_on(client, timeout):  # ok: handed to what the rule asks for
    async with asyncio.timeout(timeout):
        await client.step()


async def handed_over(client, timeout):  # ok: the library wants one
    await client.get(timeout=timeout)


class Derived(Client):
    async def get(self, timeout):  # ok: the base may have it
        await asyncio.sleep(1 + timeout)


class Base:
    async def get(self):
        await asyncio.sleep(1)


class Below(Base):
    async def get(self, timeout=1):  # ok: overrides
        await asyncio.sleep(1 + timeout)


@typing.override
async def decorated(timeout):  # ok: decorated
    await asyncio.sleep(1 + timeout)


def plain(timeout):  # ok: no coroutine
    return 1 + timeout


async def seconds(timeout_seconds):  # ok: another name
    await asyncio.sleep(1 + timeout_seconds)
