"""Fixture: gathered exceptions that nobody looks at. Every line that is not marked is silent."""
import asyncio


async def work(*args):
    await asyncio.sleep(1)


async def dropped():
    await asyncio.gather(work(), work(), return_exceptions=True)  # expect: gather-results-dropped
    await asyncio.gather(*[work(i) for i in range(3)], return_exceptions=True)  # expect: gather-results-dropped
    await asyncio.gather(*(work(i) for i in (1, 2)), return_exceptions=True)  # expect: gather-results-dropped


async def looked_at():
    results = await asyncio.gather(work(), work(), return_exceptions=True)  # ok: kept
    for result in await asyncio.gather(work(), return_exceptions=True):  # ok: looked at
        print(result, results)
    await asyncio.gather(work(), work())  # ok: raises the first one
    await asyncio.gather(work(), return_exceptions=False)  # ok: the same


async def existing(tasks):
    await asyncio.gather(*tasks, return_exceptions=True)  # ok: tasks that somebody else may ask
    await asyncio.gather(*tasks.values(), return_exceptions=True)  # ok: the same
    await asyncio.gather(*tasks.keys(), return_exceptions=True)  # ok: the same


async def cancelled(task):
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)  # ok: cancelled before


class Service:
    async def close(self):
        await asyncio.gather(self.a.stop(), self.b.stop(), return_exceptions=True)  # ok: clean-up

    async def run(self):
        try:
            await work()
        finally:
            await asyncio.gather(work(), work(), return_exceptions=True)  # ok: clean-up
