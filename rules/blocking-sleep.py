"""Fixture: time.sleep where an event loop runs. Every line that is not marked is silent."""
import asyncio
import time
import time as clock
from time import sleep
from time import sleep as nap

DELAY = 0.25


async def direct(n):
    time.sleep(1)  # expect: blocking-sleep
    time.sleep(DELAY)  # expect: blocking-sleep
    time.sleep(n)  # expect: blocking-sleep
    clock.sleep(1)  # expect: blocking-sleep
    sleep(1)  # expect: blocking-sleep
    nap(1)  # expect: blocking-sleep
    await asyncio.sleep(1)  # ok: suspends


async def imported_here():
    from time import sleep as doze
    import time as t
    doze(1)  # expect: blocking-sleep
    t.sleep(2)  # expect: blocking-sleep


async def off_the_loop():
    loop = asyncio.get_running_loop()
    await asyncio.to_thread(time.sleep, 1)  # ok: a reference, run in a thread
    await loop.run_in_executor(None, time.sleep, 1)  # ok: a reference
    await loop.run_in_executor(None, lambda: time.sleep(1))  # ok: the lambda runs in a thread

    def work():
        time.sleep(1)  # ok: where it runs is decided where it is called
    await asyncio.to_thread(work)


async def nested_coroutine():
    async def inner():  # expect: async-without-await
        time.sleep(1)  # expect: blocking-sleep
    await inner()
    values = [time.sleep(0.1) for _ in range(3)]  # expect: blocking-sleep
    return values


async def definitions(when=time.sleep):  # ok: a default, and a reference
    class Local:
        time.sleep  # ok: a reference
    return Local, when


def synchronous():
    time.sleep(1)  # ok: no coroutine
    sleep(1)  # ok: no coroutine


async def shadowed(time):
    time.sleep(1)  # ok: a parameter of the same name


class Service:
    async def run(self):
        time.sleep(1)  # expect: blocking-sleep
        self.time.sleep(1)  # ok: an attribute of the same name

    def stop(self):
        time.sleep(1)  # ok: no coroutine

    async def generate(self):  # expect: unsafe-async-generator
        yield 1
        time.sleep(1)  # expect: blocking-sleep


async def other_values(options):
    time.sleep(0)  # ok: comes back at once
    time.sleep(-1)  # ok: raises ValueError
    time.sleep(0.001)  # expect: blocking-sleep
    time.sleep(secs=1)  # expect: blocking-sleep
    time.sleep(*options)  # expect: blocking-sleep
    time.monotonic()  # ok: reads a clock
    [s for s in (time.sleep,)]  # ok: a reference
    lambda: time.sleep(1)  # ok: where it runs is decided where it is called


class Clock:
    def sleep(self, seconds):
        time.sleep(seconds)  # ok: no coroutine

    async def wait(self, time=None):
        time.sleep(1)  # ok: a parameter of the same name


async def text():
    return "time.sleep(1)"  # ok: text


async def never_reached(ready, jobs):
    for job in jobs:
        if job:
            continue
            time.sleep(1)  # ok: behind a jump
        try:
            await ready.wait()
            return
            if job:
                time.sleep(1)  # ok: likewise, deeper down
        except OSError:
            raise
        finally:
            time.sleep(1)  # expect: blocking-sleep
    if jobs:
        return
    time.sleep(1)  # expect: blocking-sleep
