"""Fixture: tasks that are cancelled and awaited, with CancelledError caught. Every line that is not marked is silent."""
import asyncio
import contextlib


async def work():
    await asyncio.sleep(1)


async def one(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:  # expect: cancel-then-wait
        pass
    await work()


async def suppressed(task):
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait
        await task
    await work()


async def in_the_block(task):
    try:
        task.cancel()
        await task
    except (asyncio.CancelledError, OSError):  # expect: cancel-then-wait
        pass


class Service:
    async def stop(self):
        for task in self.tasks.values():
            task.cancel()
        try:
            await asyncio.gather(*self.tasks.values())
        except asyncio.CancelledError:  # expect: cancel-then-wait
            pass
        if self.main:
            self.main.cancel()
            with contextlib.suppress(BaseException):  # expect: cancel-then-wait
                await asyncio.wait_for(self.main, 1)


async def one_by_one(tasks):
    for task in tasks:
        task.cancel()
    for task in tasks:
        try:
            await task
        except asyncio.CancelledError:  # expect: cancel-then-wait
            pass


async def waits(task):
    task.cancel()
    await asyncio.wait([task])  # ok: raises only when this task is cancelled


async def gathers(task):
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)  # ok: the same


async def asks(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:  # ok: asks whose it is
        if asyncio.current_task().cancelling():
            raise


async def raises(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:  # ok: raised again
        raise


async def lets_through(task):
    task.cancel()
    with contextlib.suppress(Exception):  # ok: CancelledError goes through
        await task


async def other(task, timer):
    timer.cancel()
    try:
        await task
    except asyncio.CancelledError:  # expect: swallowed-cancellation
        pass
    await work()


async def never_cancelled(task):
    try:
        await work()
    finally:
        task.cancel()  # ok: nobody waits


def no_coroutine(task, loop):
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):  # ok: not in a coroutine
        loop.run_until_complete(task)


async def in_another_branch(queue, stopped):
    getting = asyncio.create_task(queue.get())
    try:
        done, _ = await asyncio.wait({getting}, timeout=1)
        if done:
            if stopped:
                getting.cancel()
                return None
            return await getting
        else:
            getting.cancel()
            return None
    except asyncio.CancelledError:  # expect: swallowed-cancellation
        return None


async def takes(queue):
    await in_another_branch(queue, False)


async def in_the_same_branch(task, stopped):
    try:
        if stopped:
            task.cancel()
            await task
            return
        await work()
    except asyncio.CancelledError:  # expect: cancel-then-wait
        pass
    await work()


async def in_a_branch_that_goes_on(task, stopped):
    try:
        if stopped:
            task.cancel()
        await task
    except asyncio.CancelledError:  # expect: cancel-then-wait
        pass
    await work()


async def in_finally(task, stopped):
    try:
        if stopped:
            task.cancel()
            return
        await work()
    finally:
        try:
            await task
        except asyncio.CancelledError:  # expect: cancel-then-wait
            pass
        await work()


async def in_a_branch_that_raises(task, stopped):
    if stopped:
        task.cancel()
        await asyncio.wait([task])  # ok: it raises its own cancellation alone
        raise OSError


async def in_a_branch_and_awaited_by_nobody(task, stopped):
    if stopped:
        task.cancel()  # ok: nobody waits
        return
    await work()


async def left_to_the_caller(task, stopped):
    if stopped:
        task.cancel()
        return
    await task  # ok: nothing is caught


async def joined_before():
    task = asyncio.create_task(work())
    try:
        answer = await asyncio.shield(task)
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task  # ok: it is done, or an exception is under way
    return answer


async def joined_before_with_handler():
    task = asyncio.create_task(work())
    try:
        await asyncio.wait_for(task, 5)
    finally:
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:  # ok: likewise
            pass
    await work()


async def left_before_it_is_done(answer):
    task = asyncio.create_task(work())
    try:
        if answer:
            return answer
        await task
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/note
            await task


async def inner_handler(tasks):
    try:
        await work()
        for task in tasks:
            task.cancel()
            try:
                await task
            except asyncio.CancelledError:  # expect: cancel-then-wait/warning
                pass
        await work()
    except asyncio.CancelledError:  # expect: swallowed-cancellation/note
        print("the inner handler has what the tasks raise")  # ok: for this rule
    await work()


async def cancels_all():
    pending = (task for task in asyncio.all_tasks() if task is not asyncio.current_task())
    for task in pending:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/note
            await task
    await work()


async def proxies(proxy, peer):
    try:
        await asyncio.wait((proxy,))
    finally:
        peer.cancel()
        with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/note
            await peer


async def proxies_on(proxy, peer):
    await proxies(proxy, peer)
    try:
        await asyncio.wait((proxy,))
    finally:
        peer.cancel()
        with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/note
            await peer
        await work()  # clean-up, too
        proxy.close()  # ok: nothing is cancelled


async def reconnects(peer):
    while True:
        try:
            await work()
        finally:
            peer.cancel()
            with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/warning
                await peer


async def reloads(peer):
    try:
        await work()
    finally:
        peer.cancel()
        with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/warning
            await peer
    await work()


async def serves(peers, websocket):
    done, pending = await asyncio.wait(peers)
    for peer in pending:
        peer.cancel()
        try:
            await peer
        except asyncio.CancelledError:  # expect: cancel-then-wait/note
            pass
    await asyncio.gather(*done)
    await websocket.close()


async def waits_for_a_future(loop):
    future = loop.create_future()
    future.cancel()
    with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/note
        await future
    await work()


async def async_unload_entry(entry):
    entry.task.cancel()
    with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/note
        await entry.task
    await work()


@contextlib.asynccontextmanager
async def lifespan(app):
    app.task = asyncio.create_task(work())
    yield
    app.task.cancel()
    with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/note
        await app.task
    await work()


class Reader:
    async def _drop(self):
        self.reader.cancel()
        try:
            await self.reader
        except asyncio.CancelledError:  # expect: cancel-then-wait/note
            pass

    async def close(self):
        await self._drop()
        await work()

    async def __aexit__(self, *error):
        await self._drop()
        await work()

    async def fails(self):
        try:
            await work()
        except OSError:
            await self._drop()
            raise

    async def answers(self):
        await self._drop()
        return await self.connection.close()


class Player:
    async def _halt(self):
        self.player.cancel()
        try:
            await self.player
        except asyncio.CancelledError:  # expect: cancel-then-wait/warning
            pass

    async def _drop(self):
        await self._halt()

    async def close(self):
        await self._halt()

    async def play(self, track):
        if track.interrupts:
            await self._drop()
        else:
            print("behind the others")
        await self.start(track)


class Listener:
    async def stop(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/warning
            await self.task

    async def restart(self):
        await self.stop()
        await work()


class Watcher:
    async def stop(self):
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/note
            await self.task

    async def watch(self):
        try:
            await work()
        finally:
            await self.stop()
        await work()


async def gathers_and_reconnects(tasks):
    while True:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)  # ok: it raises nothing of theirs
        await work()


async def waits_and_works(task):
    task.cancel()
    await asyncio.wait([task])  # ok: likewise
    await work()


async def asks_and_works(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:  # ok: it asks whose it is
        if asyncio.current_task().cancelling():
            raise
    await work()


async def raises_and_works(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:  # ok: raised again
        raise
    await work()


async def takes_errors(task):
    task.cancel()
    try:
        await task
    except Exception:  # ok: CancelledError is none
        print("failed")
    await work()


async def drops(task):
    task.cancel()  # ok: nobody waits
    await work()


async def restarts(listener):
    await listener.restart()  # ok: nothing is caught
    await work()


async def cancels_a_timer(loop):
    timer = loop.call_later(1, print)
    timer.cancel()  # ok: nobody waits for it
    await work()


async def in_order(task):
    with contextlib.suppress(TimeoutError):  # ok: another exception
        await asyncio.wait_for(task, 1)
    task.cancel()
    await work()


async def collects(tasks):
    for task in tasks:
        task.cancel()
    return await asyncio.gather(*tasks, return_exceptions=True)  # ok: likewise
