"""Fixture: cancellations that cannot come, or that come at the end of everything."""
import asyncio
import threading

import anyio


async def work(x=None):
    await asyncio.get_running_loop().create_future()


def in_a_thread_of_its_own(tools):
    async def connect():
        for tool in tools:
            try:
                await work(tool)
            except BaseException:  # ok: nobody has the task, nor the loop
                print("failed")

    def run():
        loop = asyncio.new_event_loop()
        try:
            loop.run_until_complete(connect())
        finally:
            loop.close()

    threading.Thread(target=run).start()


async def on_the_loop_of_others(tools):
    async def connect():
        for tool in tools:
            try:
                await work(tool)
            except BaseException:  # expect: swallowed-cancellation/warning
                print("failed")

    await asyncio.wait_for(connect(), 5)


class Futures:
    async def gather(self):
        while self.futures:
            try:
                await self.wait()
            except asyncio.CancelledError:  # ok: wait() keeps it to itself
                continue
            else:
                break

    async def wait(self):
        try:
            await asyncio.shield(work())  # expect: shield-without-reference
        except ValueError:
            raise
        except asyncio.CancelledError:  # expect: swallowed-cancellation/note
            pass

    async def gather_openly(self):
        while self.futures:
            try:
                await self.wait_openly()
            except asyncio.CancelledError:  # expect: swallowed-cancellation/error
                continue

    async def wait_openly(self):
        await work()  # ok: no handler


class Worker:
    async def poll(self):
        while not self.stopped.is_set():
            try:
                await work()
            except (Exception, asyncio.CancelledError):  # ok: stop() sets the event first
                if self.stopped.is_set():
                    return
                print("failed")
            await asyncio.sleep(1)

    async def poll_on(self):
        while not self.paused.is_set():
            try:
                await work()
            except (Exception, asyncio.CancelledError):  # expect: swallowed-cancellation/error
                if self.paused.is_set():
                    return
                print("failed")
            await asyncio.sleep(1)

    async def stop(self):
        self.stopped.set()
        self.task.cancel()

    async def pause(self):
        self.paused.set()


async def settles():
    with anyio.CancelScope(shield=True):
        await settle()
    async with anyio.create_task_group():
        with anyio.move_on_after(5, shield=True):
            await settle()


async def settle():
    try:
        await work()
    except BaseException:  # ok: all callers shield it
        print("failed")
    await work()


async def shields_inside():
    try:
        with anyio.CancelScope(shield=True):
            await work()
    except BaseException:  # ok: nothing else waits in it
        print("failed")
    await work()


async def told_above():
    # A cancelled step is as good as a failed one: the next one is tried
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/note
        print("failed")
    await work()


async def told_something_else_above():
    # The first step
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/warning
        print("failed")
    await work()


async def closes(session):
    try:
        await session.aclose()
    except BaseException:  # expect: swallowed-cancellation/note
        print("cannot close")
    session.closed = True


async def closes_and_works(session):
    try:
        await session.aclose()
    except BaseException:  # expect: swallowed-cancellation/warning
        print("cannot close")
    await work()


async def stops_all(services):
    for service in services:
        try:
            await asyncio.shield(service.stop())
        except asyncio.CancelledError:  # expect: swallowed-cancellation/note
            pass


async def fail(error: BaseException, steps):
    for step in steps:
        try:
            await step.fail(error)
        except BaseException:  # expect: swallowed-cancellation/note
            pass


async def joins(task):
    try:
        await task
    except BaseException:  # expect: swallowed-cancellation/note
        pass
    await work()


async def joins_and_complains(task):
    try:
        await task
    except BaseException:  # expect: swallowed-cancellation/warning
        print("failed")
    await work()


async def records(run):
    try:
        await work()
    except BaseException as error:  # expect: swallowed-cancellation/note
        await run.crash(error)
    await work()


async def tells_the_loop(loop, future):
    try:
        await work()
    except BaseException as error:  # expect: swallowed-cancellation/note
        loop.call_soon_threadsafe(set_exception, future, error)
    await work()


def set_exception(future, error):
    future.set_exception(error)  # ok: no coroutine


async def last_step():
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/note
        print("failed")


async def ends_with_it(items):
    async with anyio.create_task_group():
        await work()
    await last_step()


async def step():
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/warning
        print("failed")


async def runs():
    while True:
        await step()  # ok: no handler


async def tries(sources):
    await closes(sources)
    await work()


async def reads():
    try:
        await work()
    except Exception:  # ok: CancelledError is none
        print("failed")
    await work()


async def reads_and_closes(session):
    try:
        await session.aclose()
    except OSError:  # ok: another exception
        print("failed")
    await work()


async def reads_and_raises():
    # whatever comes, cancellation too
    try:
        await work()
    except BaseException:  # ok: it raises
        print("failed")
        raise


async def waits_for_all(services):
    for service in services:
        try:
            await asyncio.shield(service.stop())
        except asyncio.CancelledError:  # ok: it raises
            print("cancelled")
            raise


async def fails(error: Exception):
    try:
        await work()
    except BaseException:  # ok: it raises the error it was given
        raise SystemExit(1) from error
    finally:
        print("failed")


async def tells(future):
    try:
        await work()
    except Exception as error:  # ok: CancelledError is none
        future.set_exception(error)


async def shields_and_raises():
    with anyio.CancelScope(shield=True):
        try:
            await work()
        except BaseException:  # ok: shielded
            print("failed")
    await work()
