import asyncio
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor


async def event(crunch):
    done = asyncio.Event()

    def work():
        crunch()
        done.set()  # expect: not-threadsafe

    threading.Thread(target=work).start()
    await done.wait()


async def loop_methods(crunch, notify):
    loop = asyncio.get_running_loop()

    def work():
        crunch()
        loop.call_soon(notify)  # expect: not-threadsafe

    await loop.run_in_executor(None, work)


async def queue_in_thread(read):
    queue = asyncio.Queue(maxsize=9)

    def work():
        for line in read():
            queue.put_nowait(line)  # expect: not-threadsafe, put-nowait-unguarded

    task = asyncio.create_task(asyncio.to_thread(work))
    print(await queue.get())
    await task


async def future_in_lambda():
    future = asyncio.get_running_loop().create_future()
    with ThreadPoolExecutor() as pool:  # expect: blocking-wait
        pool.submit(lambda: future.set_result(1))  # expect: not-threadsafe
        await future


async def task_in_thread(work):
    def start():
        return asyncio.create_task(work())  # expect: not-threadsafe

    await asyncio.to_thread(start)


class Reader:
    def __init__(self):
        self.loop = asyncio.get_event_loop()
        self.queue = asyncio.Queue(maxsize=9)

    def start(self):
        threading.Thread(target=self._read, daemon=True).start()

    def start_safely(self):
        threading.Thread(target=self._read_safely, daemon=True).start()

    def _read(self):
        while True:
            self.queue.put_nowait(1)  # expect: not-threadsafe, put-nowait-unguarded

    def _read_safely(self):
        while True:
            self.loop.call_soon_threadsafe(self.queue.put_nowait, 1)  # expect: put-nowait-unguarded


async def safe(crunch):
    loop = asyncio.get_running_loop()
    done = asyncio.Event()

    def work():
        crunch()
        loop.call_soon_threadsafe(done.set)  # ok: handed to the loop

    threading.Thread(target=work).start()
    await done.wait()


async def thread_event(crunch):
    done = threading.Event()

    def work():
        crunch()
        done.set()  # ok: an event for threads

    await asyncio.to_thread(work)


async def own_loop(job):
    future = asyncio.get_running_loop().create_future()

    def work():
        loop = asyncio.new_event_loop()
        loop.call_soon(job)  # ok: the thread's own loop
        loop.run_forever()
        future.cancel()  # ok: nothing is said about a thread with a loop of its own

    await asyncio.to_thread(work)


class TornadoThread:
    def __init__(self, io_loop):
        self.io_loop = io_loop
        self._sweeper: asyncio.Task = io_loop.asyncio_loop.create_task(self._sweep())
        threading.Thread(target=self._thread_main).start()

    async def _sweep(self):
        await asyncio.sleep(60)

    def _thread_main(self):
        self.io_loop.start()
        self._sweeper.cancel()  # ok: the thread has run the loop


async def own_event(crunch):
    def work():
        done = asyncio.Event()
        done.set()  # ok: nobody else has it
        crunch()

    await asyncio.to_thread(work)


async def both(crunch):
    done = asyncio.Event()

    def work():
        done.set()  # ok: it also runs here

    work()
    await asyncio.to_thread(work)


async def asked(crunch):
    done = asyncio.Event()

    def work():
        if threading.current_thread() is threading.main_thread():
            done.set()  # ok: it asks where it is

    await asyncio.to_thread(work)


async def reads(crunch):
    done = asyncio.Event()

    def work():
        return done.is_set()  # ok: only looks

    await asyncio.to_thread(work)


async def other_process(future: asyncio.Future):
    def work():
        future.cancel()  # ok: a process has a copy

    with ProcessPoolExecutor() as pool:  # expect: blocking-wait
        await asyncio.get_running_loop().run_in_executor(pool, work)


async def not_run_there(start):
    done = asyncio.Event()

    def work():
        def later():
            done.set()  # ok: who calls that is not known

        start(later)

    await asyncio.to_thread(work)


def unknown(pool, event):
    def work():
        event.set()  # ok: nobody knows whose event that is

    pool.submit(work)
