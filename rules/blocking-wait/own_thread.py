"""Fixture: the loop of a thread that runs one coroutine and starts nothing."""
import asyncio
import threading


class Beat(threading.Thread):
    def __init__(self):
        super().__init__()
        self.leave = threading.Event()

    def run(self):
        asyncio.new_event_loop().run_until_complete(self.beat())  # ok: a loop of the thread's own

    async def beat(self):
        while True:
            await asyncio.sleep(1)  # ok: a coroutine
            self.leave.wait()  # expect: blocking-wait/note

    async def other(self):
        self.leave.wait()  # expect: blocking-wait/warning
        self.leave.is_set()  # ok: asks


class Keeper:
    async def keep(self, leave: threading.Event):
        leave.wait()  # expect: blocking-wait/warning
        leave.clear()  # ok: sets a flag
