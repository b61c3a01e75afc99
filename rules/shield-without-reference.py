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
