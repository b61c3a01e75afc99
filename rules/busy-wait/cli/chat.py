"""Fixture: a command line, where nobody else waits."""
import asyncio


class Chat:
    def __init__(self):
        self.paused = False

    def pause(self):
        self.paused = True

    def go_on(self):
        self.paused = False

    async def talk(self):
        while self.paused:                              # expect: busy-wait/note
            await asyncio.sleep(0.1)
        await asyncio.sleep(0.1)                        # ok: no loop
