"""Fixture: HTTP clients. Every line that is not marked is silent."""
import aiohttp
import httpx
from aiohttp import ClientSession


async def per_item(urls, queue):
    for url in urls:
        async with aiohttp.ClientSession() as session:      # expect: client-per-call
            await session.get(url)
    for url in urls:
        client = httpx.AsyncClient()                        # expect: client-per-call
        await client.get(url)
        await client.aclose()
    async for url in queue:
        async with ClientSession() as session:              # expect: client-per-call
            await session.get(url)


async def dropped(url):
    session = aiohttp.ClientSession()                       # expect: client-per-call
    return await session.get(url)


async def silent(urls, tasks):
    async with aiohttp.ClientSession() as session:          # ok: one for all
        for url in urls:
            await session.get(url)
    for host in ("a", "b"):
        async with httpx.AsyncClient(base_url=host) as client:  # ok: two hosts
            await client.get("/")
    while True:
        async with aiohttp.ClientSession() as session:      # ok: a reconnect
            async for message in session.ws_connect("/"):
                print(message)
        break
    closed = aiohttp.ClientSession()                        # ok: closed
    await closed.get("/")
    await closed.close()
    handed = httpx.AsyncClient()                            # ok: somebody else has it
    tasks.append(handed)


async def entered():
    client = httpx.AsyncClient()                            # ok: entered
    async with client:
        await client.get("/")


async def returned():
    client = httpx.AsyncClient()                            # ok: the caller's
    return client


class Holder:
    async def start(self):
        self.session = aiohttp.ClientSession()              # ok: kept
