import asyncio
import threading
from asyncio import run_coroutine_threadsafe as submit


class Service:
    def __init__(self, loop):
        self.given = loop
        self.own = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.own.run_forever)
        self.loop = None

    async def start(self):
        self.loop = asyncio.get_running_loop()

    async def use(self, work):
        asyncio.run_coroutine_threadsafe(work(), self.loop).result()    # expect: threadsafe-result-on-loop
        asyncio.run_coroutine_threadsafe(work(), self.own).result()     # ok: a loop of another thread
        asyncio.run_coroutine_threadsafe(work(), self.given).result()   # ok: nobody knows which loop

    def from_a_thread(self, work):
        return asyncio.run_coroutine_threadsafe(work(), self.loop).result()     # ok: no coroutine: for this it is made


async def direct(work):
    asyncio.run_coroutine_threadsafe(work(), asyncio.get_running_loop()).result()   # expect: threadsafe-result-on-loop
    submit(work(), loop=asyncio.get_event_loop()).exception()                       # expect: threadsafe-result-on-loop


async def by_names(work):
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(work(), loop)
    future.result()                                                     # expect: threadsafe-result-on-loop
    asyncio.run_coroutine_threadsafe(work(), loop).result(timeout=5)    # expect: threadsafe-result-on-loop
    asyncio.run_coroutine_threadsafe(work(), loop).result(timeout=0)    # ok: it does not wait
    asyncio.run_coroutine_threadsafe(work(), loop)                      # ok: nobody waits


async def wrapped(work):
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(work(), loop)
    await asyncio.wrap_future(future)
    return future.result()                                              # ok: it is done


async def asked(work):
    loop = asyncio.get_running_loop()
    future = asyncio.run_coroutine_threadsafe(work(), loop)
    await asyncio.sleep(1)
    return future.result() if future.done() else None                   # ok: it is done


async def parameter(work, loop):
    return asyncio.run_coroutine_threadsafe(work(), loop).result()      # ok: nobody knows which loop


async def in_a_thread(work):
    loop = asyncio.get_running_loop()

    def thread():
        return asyncio.run_coroutine_threadsafe(work(), loop).result()  # ok: in a thread

    return await asyncio.to_thread(thread)


async def from_outside(work):
    loop = asyncio.get_running_loop()

    async def inner():
        return asyncio.run_coroutine_threadsafe(work(), loop).result()  # ok: the inner one may run on another loop

    await asyncio.to_thread(asyncio.run, inner())
