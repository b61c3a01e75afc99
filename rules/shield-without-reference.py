"""Fixture: shields. Every line that is not marked is silent."""
import asyncio
from asyncio import shield

tasks = set()


async def save():
    await asyncio.sleep(1)


async def unkept():
    await asyncio.shield(save())  # expect: shield-without-reference
    await shield(save())  # expect: shield-without-reference
    await asyncio.wait_for(asyncio.shield(save()), 1)  # expect: shield-without-reference
    await asyncio.shield(asyncio.create_task(save()))  # expect: shield-without-reference


async def kept(self):
    task = asyncio.create_task(save())  # expect: task-set-leak
    tasks.add(task)
    await asyncio.shield(task)  # ok: kept in the set
    self.saving = asyncio.shield(save())  # ok: the future keeps it
    await asyncio.shield(self.task)  # ok: a task of its own
    await asyncio.shield(self.spawn(save()))  # ok: somebody may keep it


async def other(armour):
    await armour.shield(save())  # ok: another shield


async def in_a_thread():
    await asyncio.shield(asyncio.to_thread(print))  # ok: the thread keeps the task


async def main():
    await asyncio.shield(save())  # expect: shield-without-reference/note


class Session:
    async def close(self):
        async def close_all():
            await asyncio.shield(save())  # expect: shield-without-reference/note

        if self.closing is None:
            self.closing = asyncio.create_task(close_all())
        await asyncio.shield(self.closing)  # ok: kept

    async def stop(self):
        async def stop_all():
            await asyncio.shield(save())  # expect: shield-without-reference/warning

        self.stopping = asyncio.create_task(stop_all())
        await asyncio.wait([self.stopping], timeout=1)
        self.stopping.cancel()

    async def flush(self):
        async def flush_all():
            await asyncio.shield(save())  # expect: shield-without-reference/warning

        self.flushing = asyncio.create_task(flush_all())
        await flush_all()

    async def drain(self):
        async def drain_all():
            await asyncio.shield(self.flushing)  # ok: a task of its own
            await asyncio.shield(self.stopping)  # ok: another

        self.draining = asyncio.create_task(drain_all())
        await self.draining  # ok: no shield
        await asyncio.shield(self.draining)  # ok: kept


asyncio.run(main())


class Producer:
    def __init__(self):
        self.sent = asyncio.get_event_loop().create_future()

    async def settled(self):
        await self.sent

    async def flush(self):
        await asyncio.shield(self.settled())  # ok: it waits for what the object keeps, and that keeps it
        await asyncio.shield(self.work())  # expect: shield-without-reference

    async def work(self):
        await asyncio.sleep(1)
