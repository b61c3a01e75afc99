"""Fixture: buffers of libraries without a bound. Every line that is not marked is silent."""
import math
import queue
import sqlite3
from math import inf

import aiohttp
import anyio
import httpx
import janus
import motor.motor_asyncio
import requests
import trio
import websockets
from aiohttp import TCPConnector, web
from anyio import create_memory_object_stream as stream
from sqlalchemy.ext.asyncio import create_async_engine
from websockets.asyncio.client import connect
from websockets.asyncio.server import serve

UNLIMITED = None
SLOTS = 10


async def channels(size, options):
    janus.Queue()                                       # expect: unbounded-library-buffer
    janus.Queue(maxsize=0)                              # expect: unbounded-library-buffer
    janus.PriorityQueue(-1)                             # expect: unbounded-library-buffer
    janus.Queue(maxsize=SLOTS)                          # ok: a bound
    janus.Queue(size)                                   # ok: the caller chooses
    janus.Queue(**options)                              # ok: nobody knows
    queue.Queue()                                       # ok: another class
    anyio.create_memory_object_stream(math.inf)         # expect: unbounded-library-buffer
    anyio.create_memory_object_stream[int](inf)         # expect: unbounded-library-buffer
    stream(max_buffer_size=float("inf"))                # expect: unbounded-library-buffer
    anyio.create_memory_object_stream()                 # ok: its default is 0, a rendezvous
    anyio.create_memory_object_stream(0)                # ok: the same
    anyio.create_memory_object_stream[int](100)         # ok: a bound
    trio.open_memory_channel(math.inf)                  # expect: unbounded-library-buffer
    trio.open_memory_channel(0)                         # ok: a rendezvous


async def sockets(handler, url, size, session: aiohttp.ClientSession):
    async with websockets.connect(url, max_queue=None):     # expect: unbounded-library-buffer
        pass
    async with connect(url, max_queue=UNLIMITED, max_size=None):    # expect: unbounded-library-buffer/warning, unbounded-library-buffer/note
        pass
    async with serve(handler, "", 80, max_size=None):       # expect: unbounded-library-buffer/warning
        pass
    async with connect(url, max_queue=16, max_size=2 ** 20):    # ok: bounds
        pass
    async with connect(url):                                # ok: the library's own bounds
        pass
    async with connect(url, max_size=size):                 # ok: nobody knows
        pass
    await session.ws_connect(url, max_msg_size=0)           # expect: unbounded-library-buffer/note
    await session.ws_connect(url, max_msg_size=2 ** 24)     # ok: a bound
    web.WebSocketResponse(max_msg_size=0)                   # expect: unbounded-library-buffer/warning
    web.Application(client_max_size=0)                      # expect: unbounded-library-buffer
    web.Application(client_max_size=1024 ** 2)              # ok: a bound
    sqlite3.connect(":memory:", max_size=None)              # ok: another library


def clients(url, limit, **options):
    TCPConnector(limit=0)                                   # expect: unbounded-library-buffer
    aiohttp.TCPConnector(limit=None)                        # expect: unbounded-library-buffer
    aiohttp.UnixConnector("path", limit=0)                  # expect: unbounded-library-buffer
    aiohttp.TCPConnector()                                  # ok: a hundred, by default
    aiohttp.TCPConnector(limit_per_host=0)                  # ok: the whole is bounded
    aiohttp.TCPConnector(limit=limit)                       # ok: the caller chooses
    httpx.Limits(max_connections=None)                      # expect: unbounded-library-buffer
    httpx.Limits(max_connections=10)                        # ok: a bound
    httpx.Limits(**options)                                 # ok: nobody knows
    httpx.Limits(max_keepalive_connections=None)            # ok: how many are kept, not how many there are
    create_async_engine(url, max_overflow=-1)               # expect: unbounded-library-buffer
    create_async_engine(url, pool_size=0)                   # expect: unbounded-library-buffer
    create_async_engine(url, max_overflow=0)                # ok: none beyond the pool
    motor.motor_asyncio.AsyncIOMotorClient(url, maxPoolSize=None)   # expect: unbounded-library-buffer
    requests.adapters.HTTPAdapter(pool_maxsize=0)           # ok: another library
