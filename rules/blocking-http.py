"""Fixture: synchronous HTTP on the loop."""
import asyncio
import http.client
import urllib.request
import xmlrpc.client

import aiohttp
import httpx
import requests
import urllib3
from requests import Session, get
from requests import get as fetch
from urllib.request import urlopen


async def functions(url):
    requests.get(url)  # expect: blocking-http
    requests.request("GET", url)  # expect: blocking-http
    get(url)  # expect: blocking-http
    fetch(url)  # expect: blocking-http
    httpx.get(url)  # expect: blocking-http
    urlopen(url)  # expect: blocking-http
    urllib.request.urlopen(url)  # expect: blocking-http
    urllib3.request("GET", url)  # expect: blocking-http


async def clients(url, given: httpx.Client, maybe: "requests.Session | None"):
    session = requests.session()
    session.get(url)  # expect: blocking-http
    Session().post(url)  # expect: blocking-http
    given.get(url)  # expect: blocking-http
    maybe.get(url)  # expect: blocking-http
    pool = urllib3.PoolManager()
    pool.request("GET", url)  # expect: blocking-http
    xmlrpc.client.ServerProxy(url).add(1, 2)  # expect: blocking-http
    connection = http.client.HTTPSConnection("example.org")
    connection.request("GET", "/")  # expect: blocking-http
    with httpx.Client() as client:  # expect: blocking-http
        client.get(url)  # expect: blocking-http


class Api:
    def __init__(self):
        self.session = requests.Session()
        self.client = httpx.AsyncClient()
        self.headers = {}

    async def load(self, url):
        self.session.get(url)  # expect: blocking-http
        await self.client.get(url)  # ok: a coroutine
        self.headers.get(url)  # ok: a dict
        self.session.mount("https://", None)  # ok: makes no request
        self.session.headers.get("a")  # ok: a mapping

    def plain(self, url):
        return self.session.get(url)  # ok: no coroutine


async def off_the_loop(url):
    await asyncio.to_thread(requests.get, url)  # ok: a reference, run in a thread
    await asyncio.to_thread(lambda: requests.get(url))  # ok: the lambda runs in a thread
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, requests.get, url)  # ok: a reference

    def work():
        return requests.get(url)  # ok: belongs to where it is called
    return await asyncio.to_thread(work)


async def asynchronous(url):
    async with aiohttp.ClientSession() as session:  # ok: made for asyncio
        async with session.get(url) as response:  # ok: made for asyncio
            await response.json()
    async with httpx.AsyncClient() as client:
        await asyncio.gather(client.get(url))  # ok: a coroutine


async def namesakes(requests, urls, some):
    requests.get("a")  # ok: a parameter
    urls.request("GET")  # ok: nobody knows what it is
    some.get("a")  # ok: likewise
    get = {}.get
    get("a")  # ok: a dict's


async def data_only(url):
    requests.Request("GET", url)  # ok: a value
    httpx.URL(url)  # ok: a value
    urllib3.Retry(3)  # ok: a value
    requests.Session()  # ok: makes no request
    httpx.Client(timeout=3)  # ok: makes no request


async def defaults(value=requests.codes.ok, maker=lambda: requests.get("a")):  # ok: the lambda belongs to who calls it
    return value, maker


# -- addresses without a server, and what is asked once ------------------------------------------------------------------------


async def without_server():
    urllib.request.urlopen("data:text/plain,hello").read()  # ok: the answer is in the address
    urlopen("file:///etc/hosts")  # ok: no server
    urlopen("https://example.org/")  # expect: blocking-http/warning


class Examples:
    async def ensure(self):
        if self.folder.exists():  # ok: nobody knows what it is
            return  # ok: from then on
        listing = requests.get("https://example.org/examples")  # expect: blocking-http/note
        for name in listing.json():
            (self.folder / name).write_text(requests.get(name).text)  # expect: blocking-http/note

    async def one(self, name):
        if (self.folder / name).exists():
            return  # ok: one of many
        (self.folder / name).write_text(requests.get(name).text)  # expect: blocking-http/warning

    async def again(self):
        requests.get("https://example.org/examples")  # expect: blocking-http/warning
