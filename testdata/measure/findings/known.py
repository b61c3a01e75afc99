"""Calls that the rules have a cost for: as such, entered, iterated, of an instance, in many tasks, and reached by a helper."""
import asyncio
import os
import queue
import sqlite3
import subprocess
import threading

import requests


async def fetch(url):
    return requests.get(url, timeout=10)


async def exists(path):
    return os.path.exists(path)


async def lines(path):
    with open(path) as file:
        return [line for line in file]


class Store:
    def __init__(self, path):
        self.connection = sqlite3.connect(path)
        self.lock = threading.Lock()
        self.jobs = queue.Queue()

    async def names(self):
        return self.connection.execute("select name from users").fetchall()

    async def locked(self):
        with self.lock:
            return requests.get("https://example.org")

    async def take(self):
        return self.jobs.get()


async def many():
    await asyncio.gather(*(build(number) for number in range(50)))


async def build(number):
    subprocess.run(["make", f"target-{number}"])
