import asyncio
import contextlib
import queue as threads


async def skips(queue: asyncio.Queue, seen, handle):
    while True:
        item = await queue.get()
        if item in seen:
            continue  # expect: task-done-not-in-finally/note
        await handle(item)
        queue.task_done()


async def catches(queue: asyncio.Queue, handle):
    while True:
        try:
            item = await queue.get()
            await handle(item)  # expect: task-done-not-in-finally
            queue.task_done()
        except ValueError as error:
            print(error)


async def gives_up(queue: asyncio.Queue, handle, stopping):
    while True:
        item = await queue.get()
        if stopping.is_set():
            return  # expect: task-done-not-in-finally
        await handle(item)
        queue.task_done()


async def breaks(queue: asyncio.Queue, handle, stopping):
    while True:
        item = await queue.get()
        if stopping.is_set():
            break  # expect: task-done-not-in-finally
        await handle(item)
        queue.task_done()


async def raises(queue: asyncio.Queue, handle, known):
    while True:
        item = await queue.get()
        if known.is_set():
            raise RuntimeError(item)  # expect: task-done-not-in-finally
        await handle(item)
        queue.task_done()


async def suppresses(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        with contextlib.suppress(OSError):
            await handle(item)  # expect: task-done-not-in-finally
            queue.task_done()


async def parses(queue: asyncio.Queue, parse, keep):
    while True:
        text = await queue.get()
        try:
            keep(parse(text))  # expect: task-done-not-in-finally
            queue.task_done()
        except ValueError:
            print("bad", text)


class Pool:
    def __init__(self):
        self._jobs = asyncio.Queue(maxsize=9)
        self._unjoined = asyncio.Queue(maxsize=9)

    async def run(self, handle):
        while True:
            job = await self._jobs.get()
            try:
                await handle(job)  # expect: task-done-not-in-finally/error
                self._jobs.task_done()
            except Exception as error:
                print(error)

    async def run_unjoined(self, handle):
        while True:
            job = await self._unjoined.get()
            try:
                await handle(job)  # ok: nobody waits for this queue
                self._unjoined.task_done()
            except Exception as error:
                print(error)

    async def run_and_finish(self, handle):
        while True:
            job = await self._jobs.get()
            try:
                await handle(job)
            except Exception as error:
                self.finish(error)  # ok: that says so
                continue
            self._jobs.task_done()

    def finish(self, error):
        print(error)
        self._jobs.task_done()

    async def stop(self):
        await self._jobs.join()


async def plain(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        await handle(item)  # ok: an exception ends the worker, which is seen
        queue.task_done()


async def finally_done(queue: asyncio.Queue, seen, handle):
    while True:
        item = await queue.get()
        try:
            if item in seen:
                continue  # ok: through the finally
            await handle(item)
        except ValueError as error:
            print(error)
        finally:
            queue.task_done()


async def done_in_handler(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        try:
            await handle(item)
        except ValueError as error:
            print(error)
            queue.task_done()
            continue  # ok: said before
        queue.task_done()


async def ends_on_error(queue: asyncio.Queue, handle, failed):
    while not failed.done():
        item = await queue.get()
        try:
            await handle(item)  # ok: the handler ends the worker
        except Exception as error:
            failed.set_result(error)
            break
        queue.task_done()


async def takes_one(queue: asyncio.Queue, handle):
    item = await queue.get()
    try:
        await handle(item)  # expect: task-done-not-in-finally
    except ValueError as error:
        print(error)
        return
    queue.task_done()


async def done_behind(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        try:
            await handle(item)  # ok: the handler goes on to task_done()
        except ValueError as error:
            print(error)
        queue.task_done()


async def sentinel(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        if item is None:
            break  # ok: the end of the work
        await handle(item)
        queue.task_done()


async def sentinel_in_pair(queue: asyncio.Queue, handle):
    while True:
        kind, item = await queue.get()
        if kind == "stop":
            return  # ok: the end of the work
        await handle(item)
        queue.task_done()


async def cancelled(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        try:
            await handle(item)
            queue.task_done()
        except asyncio.CancelledError:  # expect: swallowed-cancellation
            break  # ok: the worker is being ended


async def waits_with_timeout(queue: asyncio.Queue, handle, stopping):
    while not stopping.is_set():
        try:
            item = await asyncio.wait_for(queue.get(), 1)  # expect: wait-for-polling
        except TimeoutError:
            continue  # ok: no item was taken
        await handle(item)
        queue.task_done()


async def rethrown(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        try:
            await handle(item)
        except ValueError:
            raise  # ok: the exception ends the worker
        queue.task_done()


async def batch(queue: asyncio.Queue, handle):
    while True:
        items = []
        while len(items) < 10:
            items.append(await queue.get())
            if queue.empty():
                break  # ok: all of the batch are finished below
        await handle(items)
        for _ in items:
            queue.task_done()


async def handed_over(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        if handle is None:
            return item  # ok: the caller has it now
        await handle(item)
        queue.task_done()


async def logged(queue: asyncio.Queue, log, count):
    while True:
        item = await queue.get()
        try:
            log.info("item %s", item)  # ok: nothing here that fails
            count.append(item)
            queue.task_done()
        except ValueError as error:
            print(error)


async def dispatched(queue: asyncio.Queue, handle, ready, pool):
    while True:
        try:
            item = await queue.get()
            if not ready(item):
                queue.task_done()
                continue
            pool.put_nowait(item)
            await handle(pool)  # ok: whoever takes it from the pool says that it is done
        except ValueError as error:
            print(error)


def in_a_thread(jobs: threads.Queue, handle):
    while True:
        item = jobs.get()
        if not handle:
            continue  # ok: no coroutine
        jobs.task_done()


async def stores(queue: asyncio.Queue, store, seen):
    while True:
        try:
            item = await queue.get()
            seen.set(item)  # ok: nothing here that fails
            store.set(item.key, item)  # expect: task-done-not-in-finally
            queue.task_done()
        except OSError as error:
            print(error)
            await asyncio.sleep(1)


async def remembers(queue: asyncio.Queue, current):
    while True:
        try:
            item = await queue.get()
            current.set(item)  # ok: the same
            queue.task_done()
        except OSError as error:
            print(error)
