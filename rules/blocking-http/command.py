"""Fixture: requests of what is called in a terminal."""
import asyncio

import click
import requests


@click.group()
def cli():
    pass


@cli.command()
async def show(url):
    print(requests.get(url).text)  # expect: blocking-http/note
    await asyncio.sleep(1)  # ok: a coroutine
    print(requests.get(url).text)  # expect: blocking-http/warning


@cli.group()
async def others(url):
    requests.get(url)  # expect: blocking-http/warning
    requests.Session()  # ok: asks nobody


async def plain(url):
    requests.get(url)  # expect: blocking-http/warning
    await asyncio.to_thread(requests.get, url)  # ok: a reference
    await asyncio.to_thread(requests.post, url)  # ok: a reference
    requests.utils.quote(url)  # ok: asks nobody
