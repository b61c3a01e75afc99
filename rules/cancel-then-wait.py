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
        with contextlib.suppress(asyncio.CancelledError):  # expect: cancel-then-wait/warning
            await peer
        await work()
        proxy.close()  # ok: nothing is cancelled
