"""Fixture: loops run from within a coroutine."""
import asyncio
import asyncio as aio
from asyncio import run
from asyncio import run as go


async def step():
    await asyncio.sleep(1)


async def by_run():
    asyncio.run(step())  # expect: nested-loop-run
    aio.run(step())  # expect: nested-loop-run
    run(step())  # expect: nested-loop-run
    go(step())  # expect: nested-loop-run


async def by_loop():
    loop = asyncio.get_running_loop()
    loop.run_until_complete(step())  # expect: nested-loop-run
    asyncio.get_event_loop().run_forever()  # expect: nested-loop-run
    other = asyncio.new_event_loop()
    other.run_until_complete(step())  # expect: nested-loop-run


async def by_runner():
    with asyncio.Runner() as runner:
        runner.run(step())  # expect: nested-loop-run


def main():
    asyncio.run(step())  # ok: no coroutine
    asyncio.get_event_loop().run_until_complete(step())  # ok: no coroutine


async def in_thread():
    await asyncio.to_thread(asyncio.run, step())  # ok: a reference, run in a thread
    await asyncio.to_thread(lambda: asyncio.run(step()))  # ok: the lambda runs in the thread


async def nested():
    def work():
        asyncio.run(step())  # ok: belongs to where it is called

    class Now:
        started = None

    await asyncio.to_thread(work)


async def namesakes(app, tasks):
    app.run(step())  # ok: nobody knows what it runs
    await tasks.run(step())  # ok: a method of something else
    run = app.start
    run()  # ok: shadowed


async def shadowed(run):
    run(step())  # ok: a parameter
