"""Fixture: shields. Every line that is not marked is silent."""
import asyncio
from asyncio import shield

tasks = set()


async def save():
    await asyncio.get_running_loop().create_future()


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
        await asyncio.get_running_loop().create_future()


class Counter:
    def __init__(self):
        self._lock = asyncio.Lock()
        self._busy = asyncio.Lock()
        self.count = 0
        self.pending = set()

    async def _less(self):
        async with self._lock:
            self.count -= 1
            return self.count

    async def _waits(self):
        async with self._busy:
            await save()

    async def _timed(self, event):
        async with asyncio.timeout(1):
            await event.wait()
        await self._less()

    async def _timed_in_turn(self, event):
        if event:
            await self._timed(event)

    async def _never_timed(self, event):
        async with asyncio.timeout(None):
            await event.wait()

    async def _for_a_while(self, event):
        await asyncio.wait_for(event.wait(), 1)

    async def _at_length(self, event):
        await asyncio.wait_for(event.wait(), None)

    async def _all_of_its_own(self):
        await asyncio.wait(self.pending, timeout=1)
        await asyncio.gather(*self.pending)

    async def counts(self, event):
        await asyncio.shield(self._less())  # ok: nobody waits with the lock held
        await asyncio.shield(self._waits())  # expect: shield-without-reference
        await asyncio.shield(self._timed(event))  # ok: the timer keeps it
        await asyncio.shield(self._timed_in_turn(event))  # ok: the same
        await asyncio.shield(self._never_timed(event))  # expect: shield-without-reference
        await asyncio.shield(self._for_a_while(event))  # ok: the same
        await asyncio.shield(self._at_length(event))  # expect: shield-without-reference
        await asyncio.shield(self._all_of_its_own())  # ok: it waits for what the object keeps

    async def __aexit__(self, *error):
        await asyncio.shield(save())  # expect: shield-without-reference/note


class Interrupted(asyncio.CancelledError):
    pass


async def at_last():
    try:
        await save()
    except asyncio.CancelledError:
        await asyncio.shield(save())  # expect: shield-without-reference/note
        raise
    except OSError:
        await asyncio.shield(save())  # expect: shield-without-reference/warning
    finally:
        await asyncio.shield(save())  # expect: shield-without-reference/note


async def interrupted():
    try:
        await save()
    except Interrupted:
        await asyncio.shield(save())  # expect: shield-without-reference/note
        raise
    await asyncio.sleep(1)  # ok: no shield


async def pause():
    await asyncio.sleep(5)


async def at_once():
    return 1


async def kept_by_the_loop(path):
    process = await asyncio.create_subprocess_exec(path)
    await asyncio.shield(pause())  # ok: the loop's timer keeps who sleeps
    await asyncio.shield(process.wait())  # ok: the transport keeps who waits
    await asyncio.shield(asyncio.wait_for(save(), timeout=3))  # ok: the timer
    await asyncio.shield(at_once())  # ok: over in one step
    await asyncio.shield(asyncio.wait_for(save(), None))  # expect: shield-without-reference/warning
