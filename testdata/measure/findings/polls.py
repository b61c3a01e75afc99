"""Loops that ask again and again: the interval is how late they are."""
import asyncio


class Client:
    def __init__(self):
        self.connected = False
        self.interval = 3

    def on_connect(self):
        self.connected = True

    async def often(self):
        while not self.connected:
            await asyncio.sleep(0.01)

    async def seldom(self):
        while not self.connected:
            await asyncio.sleep(5)

    async def by_configuration(self, interval):
        while not self.connected:
            await asyncio.sleep(interval)


async def ready(event: asyncio.Event):
    while not event.is_set():
        await asyncio.sleep(0.25)
