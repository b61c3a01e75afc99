"""Fixture: contextlib.suppress around what may be cancelled. Every line that is not marked is silent."""
import asyncio
import concurrent.futures
import contextlib
from contextlib import suppress


async def work():
    await asyncio.sleep(1)


async def loops():
    while True:
        with contextlib.suppress(asyncio.CancelledError):  # expect: suppressed-cancellation/error
            await work()


async def ends_with_its_items(items):
    for item in items:
        with contextlib.suppress(asyncio.CancelledError):  # expect: suppressed-cancellation/warning
            await work()


async def stops(runner, other):
    try:
        await work()
    finally:
        with suppress(asyncio.CancelledError):  # expect: suppressed-cancellation/note
            await runner.stop()
        with suppress(BaseException):  # expect: suppressed-cancellation/note
            await other.stop()
        await work()
        with suppress(OSError):  # ok: no cancellation
            await other.stop()
        with suppress(Exception):  # ok: CancelledError is none
            await other.stop()


async def goes_on():
    with suppress(BaseException):  # expect: suppressed-cancellation
        await work()
    await work()


async def among_others(lock):
    with suppress(OSError, asyncio.CancelledError), lock:  # expect: suppressed-cancellation
        await work()
    await work()


async def ends():
    with suppress(asyncio.CancelledError):  # expect: suppressed-cancellation
        async with asyncio.timeout(1):
            await work()


async def other_types():
    while True:
        with suppress(Exception):  # ok: CancelledError is no Exception
            await work()
        with suppress(concurrent.futures.CancelledError):  # ok: another class
            await work()
        with suppress():  # ok: nothing
            await work()


async def never_waits(future):
    with suppress(BaseException):  # ok: the body cannot be cancelled
        print(future.result())
    await work()


async def raised(task):
    with suppress(BaseException):  # ok: it is raised again below, whatever came
        await work()
    raise RuntimeError("over")


async def stops(task):
    task.cancel()
    with suppress(asyncio.CancelledError):  # expect: cancel-then-wait
        await task
    await work()


def no_coroutine(future):
    with suppress(BaseException):  # ok: not in a coroutine
        future.result()


async def counts():
    with suppress(asyncio.CancelledError):  # ok: it asks whether it is being cancelled
        await work()
    if asyncio.current_task().cancelling():
        return
    await work()


class Owned:
    def suppress(self, *types):
        return self

    async def run(self):
        while True:
            with self.suppress(BaseException):  # ok: another suppress
                await work()


async def stops_before_work(other, task):
    with suppress(BaseException):  # expect: suppressed-cancellation/warning
        await other.stop()
    await work()
    with suppress(BaseException):  # expect: suppressed-cancellation/note
        await task  # its own end, however it ends
    await work()
    # A cancelled step is as good as a failed one
    with suppress(BaseException):  # expect: suppressed-cancellation/note
        await work()
    await work()
    with suppress(OSError):  # ok: no cancellation
        await task
    with suppress(Exception):  # ok: CancelledError is none
        await work()
    with suppress(ValueError):  # ok: no cancellation
        await other.stop()
