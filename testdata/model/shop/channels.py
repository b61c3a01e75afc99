"""Imports its importer."""
import asyncio

from . import queues


class Opener:
    def __init__(self, owner: "queues.Base"):
        self.owner = owner
        self.queue = asyncio.Queue(2)

    def back(self):
        return self.owner.opener.owner.waiting


class Derived(queues.Base):
    pass
