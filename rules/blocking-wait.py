"""Fixture: waits for threads on the loop."""
import asyncio
import concurrent.futures
import os
import queue
import select
import threading
import time
from concurrent.futures import ThreadPoolExecutor


async def step():
    await asyncio.sleep(1)


async def queues(items: queue.Queue, rows):
    items.get()  # expect: blocking-wait
    items.get(timeout=1)  # expect: blocking-wait
    items.get(block=False)  # ok: does not wait
    items.get(False)  # ok: does not wait
    items.get_nowait()  # ok: does not wait
    items.put(1)  # ok: nobody knows of a maxsize
    free = queue.Queue()
    free.put(1)  # ok: no maxsize, never full
    full = queue.Queue(maxsize=1)
    full.put(1)  # expect: blocking-wait
    sized = queue.Queue(maxsize=len(rows))
    for row in rows:
        sized.put(row)  # ok: it has room for all of them
    tight = queue.Queue(maxsize=len(rows) - 1)
    tight.put(rows)  # expect: blocking-wait
    full.put(1, block=False)  # ok: does not wait
    full.put_nowait(1)  # ok: does not wait
    full.join()  # expect: blocking-wait


async def threads(thread: threading.Thread, event: threading.Event, ours: asyncio.Event):
    thread.join()  # expect: blocking-wait/note
    thread.join(5)  # expect: blocking-wait/warning
    thread.join(timeout=0.01)  # expect: blocking-wait/note
    thread.start()  # ok: waits for nobody
    event.wait()  # expect: blocking-wait
    event.wait(0)  # ok: does not wait
    event.is_set()  # ok: does not wait
    await ours.wait()  # ok: a coroutine
    await asyncio.wait_for(ours.wait(), 1)  # ok: a coroutine


async def futures(pool: ThreadPoolExecutor, loop):
    future = pool.submit(time.sleep, 1)
    future.result()  # expect: blocking-wait
    future.result(timeout=0)  # ok: does not wait
    asyncio.run_coroutine_threadsafe(step(), loop).result()  # ok: threadsafe-result-on-loop asks whose loop it is
    concurrent.futures.wait([future])  # expect: blocking-wait
    pool.shutdown(wait=False)  # ok: does not wait
    pool.shutdown()  # expect: blocking-wait/note
    with ThreadPoolExecutor() as own:  # expect: blocking-wait/note
        await asyncio.get_running_loop().run_in_executor(own, time.sleep, 1)


async def polled(pool: ThreadPoolExecutor):
    future = pool.submit(time.sleep, 1)
    return future.result(timeout=0.02)  # expect: blocking-wait/note


async def done(pool: ThreadPoolExecutor):
    future = pool.submit(time.sleep, 1)
    await asyncio.wrap_future(future)
    return future.result()  # ok: it is done


class Portal:
    task: concurrent.futures.Future

    def __init__(self, pool: ThreadPoolExecutor):
        self.own = pool.submit(time.sleep, 1)

    def start(self, portal):
        self.task = portal.start_task_soon(step)

    async def receive(self, stream):
        message = await stream.receive()
        if message is None:
            self.task.result()  # ok: made elsewhere, raises what a finished task has raised
        return message

    async def own_result(self):
        self.own.result()  # expect: blocking-wait

    async def given(self, future: concurrent.futures.Future):
        future.result()  # expect: blocking-wait


async def tasks():
    task = asyncio.create_task(step())
    await asyncio.wait([task])
    return task.result()  # ok: a task's does not wait


class Shared:
    def __init__(self):
        self.lock = threading.Lock()
        self.own = asyncio.Lock()
        self.items = []

    async def copy(self):
        with self.lock:  # ok: held for a moment
            return list(self.items)

    async def hold(self, path):
        with self.lock:  # expect: await-under-thread-lock
            await step()

    async def own_lock(self):
        async with self.own:  # ok: asyncio's
            await step()


async def off_the_loop(items: queue.Queue):
    await asyncio.to_thread(items.get)  # ok: a reference, run in a thread
    await asyncio.to_thread(lambda: items.get())  # ok: the lambda runs in a thread


def plain(items: queue.Queue):
    items.get()  # ok: no coroutine


# -- what shows that the thread works still ------------------------------------------------------------------------------------------


async def submitted(jobs, work):
    with ThreadPoolExecutor() as pool:  # expect: blocking-wait/warning
        pool.submit(work, jobs)
    with ThreadPoolExecutor() as pool:  # expect: blocking-wait/note
        await asyncio.wrap_future(pool.submit(work, jobs))
    pool = ThreadPoolExecutor()  # ok: starts nothing yet
    await asyncio.to_thread(pool.shutdown)  # ok: in a thread
    pool.shutdown(False)  # ok: does not wait


class Player:
    def __init__(self):
        self.thread = threading.Thread(target=print)
        self.guard = threading.Lock()

    async def restart(self):
        if self.thread.is_alive():  # ok: does not wait
            self.thread.join()  # expect: blocking-wait/warning
        self.thread.start()  # ok: waits for nobody

    async def stop(self):
        self.thread.join(5)  # expect: blocking-wait/note
        await asyncio.to_thread(self.thread.join)  # ok: in a thread

    async def _close_all(self):
        self.thread.join(timeout=5)  # expect: blocking-wait/note

    async def make(self, path):
        with self.guard:  # expect: blocking-wait/note
            os.mkdir(path)  # expect: blocking-path/note

    async def load(self, path):
        with self.guard:  # expect: blocking-wait/warning
            time.sleep(path)  # expect: blocking-sleep


# -- what shows that there is something to get ---------------------------------------------------------------------------------------


async def drained(items: queue.Queue, others: queue.Queue):
    while not items.empty():
        items.get()  # ok: it has something to give
    if items.qsize() > 0:
        items.get()  # ok: likewise
    for ready in await asyncio.to_thread(select.select, [items._reader], [], []):
        if ready is items._reader:
            items.get()  # ok: the message is there
        if ready is others._reader:
            items.get()  # expect: blocking-wait
    if others.empty():
        items.get()  # expect: blocking-wait/warning
    while not others.empty():
        items.get()  # expect: blocking-wait/warning
    await asyncio.to_thread(items.get)  # ok: in a thread
    items.get_nowait()  # ok: does not wait
    others.get_nowait()  # ok: does not wait
    others.full()  # ok: does not wait


async def waits_in_the_pool(work, items):
    with concurrent.futures.ThreadPoolExecutor() as pool:  # expect: blocking-wait/note
        futures = [pool.submit(work, item) for item in items]  # expect: executor-flood
        for future in concurrent.futures.as_completed(futures):  # expect: blocking-wait/warning
            print(future.result())  # ok: it is done
    with concurrent.futures.ThreadPoolExecutor() as pool:  # expect: blocking-wait/warning
        pool.submit(work, items)  # ok: it does not wait


class Beat(threading.Thread):
    def run(self):
        asyncio.new_event_loop().run_until_complete(self.beat())  # ok: a loop of the thread's own

    async def beat(self):
        while True:
            await asyncio.sleep(1)  # ok: a coroutine
            self.leave = threading.Event()
            self.leave.wait()  # expect: blocking-wait/warning

    async def other(self, leave: threading.Event):
        leave.wait()  # expect: blocking-wait/warning
        leave.is_set()  # ok: asks


async def behind_the_pool(work, items):
    with concurrent.futures.ThreadPoolExecutor() as pool:  # expect: blocking-wait
        futures = [pool.submit(work, item) for item in items]  # expect: executor-flood/note
    for future in concurrent.futures.as_completed(futures):  # ok: all of them are done
        print(future)
    late = [work.submit(item) for item in items]
    for future in concurrent.futures.as_completed(late):  # expect: blocking-wait/warning
        print(future)


async def told_to_end(thread, stop):
    worker = threading.Thread(target=thread)
    stop.set()
    worker.join(timeout=1)  # expect: blocking-wait/note
    worker.join(timeout=30)  # expect: blocking-wait/warning
    await asyncio.to_thread(worker.join)  # ok: in a thread
    worker.is_alive()  # ok: waits for nothing
    stop.set()  # ok: likewise
