"""Fixture: bounds that bound nothing. Every line that is not marked is silent."""
import asyncio
import sys
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import aiohttp
import anyio
import asyncpg
import httpx

MANY = 10 ** 6
FEW = 10

limit = asyncio.Semaphore(100_000)                          # expect: huge-limit
named = asyncio.BoundedSemaphore(value=MANY)                # expect: huge-limit
some = asyncio.Semaphore(1000)                              # ok: the threshold itself
few = asyncio.Semaphore(FEW)                                # ok: a bound
one = asyncio.Semaphore()                                   # ok: one
threads = threading.Semaphore(100_000)                      # ok: no coroutine waits for it
tokens = anyio.CapacityLimiter(50_000)                      # expect: huge-limit
tens = anyio.CapacityLimiter(40)                            # ok: a bound


class Limits:
    def __init__(self, size):
        self.jobs = asyncio.Queue(maxsize=10_000_000)       # expect: huge-limit
        self.all = asyncio.Queue(sys.maxsize)               # expect: huge-limit
        self.bursts = asyncio.Queue(maxsize=10_000)         # ok: it may be meant
        self.given = asyncio.Queue(size)                    # ok: the caller chooses
        self.limit = asyncio.Semaphore(size)                # ok: the caller chooses
        self.endless = asyncio.Queue()                      # expect: unbounded-queue


async def pools(url, connections):
    ThreadPoolExecutor(max_workers=5000)                    # expect: huge-limit
    ThreadPoolExecutor(2000)                                # expect: huge-limit
    ThreadPoolExecutor(32)                                  # ok: a bound
    ThreadPoolExecutor()                                    # ok: the library's own
    ProcessPoolExecutor(61)                                 # ok: a bound
    aiohttp.TCPConnector(limit=20_000)                      # expect: huge-limit
    aiohttp.TCPConnector(limit=200)                         # ok: a bound
    aiohttp.TCPConnector(limit=0)                           # expect: unbounded-library-buffer
    aiohttp.TCPConnector(limit=1024)                        # ok: connections, which mostly wait, not jobs
    aiohttp.TCPConnector(limit=10_000)                      # ok: the threshold itself
    httpx.Limits(max_connections=40_960)                    # expect: huge-limit
    httpx.Limits(max_connections=4096)                      # ok: connections again
    httpx.Limits(max_connections=100)                       # ok: a bound
    httpx.Limits(max_connections=connections)               # ok: the caller chooses
    await asyncpg.create_pool(url, max_size=5000)           # expect: huge-limit
    await asyncpg.create_pool(url, max_size=20)             # ok: a bound
    anyio.create_memory_object_stream(1_000_000)            # expect: huge-limit
    anyio.create_memory_object_stream(100)                  # ok: a bound


class Semaphore:
    def __init__(self, value):
        self.value = value


own = Semaphore(1_000_000)                                  # ok: another class
