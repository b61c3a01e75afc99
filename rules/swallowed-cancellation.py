"""Fixture: handlers that get CancelledError and do not raise it again. Every line that is not marked is silent."""
import asyncio
import concurrent.futures
import contextlib
import os
import sys
from asyncio import CancelledError
from concurrent.futures import CancelledError as PoolCancelled

import anyio

ABORTED = (asyncio.CancelledError, OSError)


async def work():
    await asyncio.sleep(1)


async def loops():
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # expect: swallowed-cancellation
            print("ignored")


async def bare():
    while True:
        try:
            await work()
        except:  # expect: swallowed-cancellation
            pass


async def base():
    for _ in range(3):
        try:
            await work()
        except BaseException as e:  # expect: swallowed-cancellation
            print(e)
            continue


async def in_tuples():
    try:
        await work()
    except (OSError, CancelledError):  # expect: swallowed-cancellation
        pass
    await work()
    try:
        await work()
    except ABORTED:  # expect: swallowed-cancellation
        pass
    await work()
    try:
        await work()
    except anyio.get_cancelled_exc_class():  # expect: swallowed-cancellation
        pass
    await work()


async def by_another_name():
    try:
        await work()
    except ABORTED:  # expect: swallowed-cancellation
        pass
    await work()


async def converts():
    try:
        await work()
    except asyncio.CancelledError as e:  # expect: swallowed-cancellation
        raise RuntimeError("stopped") from e


async def helper():
    try:
        await work()
    except asyncio.CancelledError:  # expect: swallowed-cancellation
        return None


async def caller():
    await helper()
    await work()


async def ends():
    try:
        await work()
    except asyncio.CancelledError:  # expect: swallowed-cancellation
        print("done")


async def some_path(flag):
    while True:
        try:
            await work()
        except BaseException:  # expect: swallowed-cancellation
            if flag:
                raise
            match flag:
                case 1:
                    raise
                case _:
                    print("on")


@contextlib.asynccontextmanager
async def context():
    try:
        yield
    except BaseException:  # expect: swallowed-cancellation
        print("gone")
    await work()


async def raises_again():
    try:
        await work()
    except asyncio.CancelledError:  # ok: raised again
        print("cleanup")
        raise
    try:
        await work()
    except BaseException as e:  # ok: raised again by its name
        print(e)
        raise e
    try:
        await work()
    except BaseException as e:  # ok: on both paths
        if isinstance(e, OSError):
            raise
        else:
            raise e.with_traceback(None)
    try:
        await work()
    except asyncio.CancelledError:  # ok: another CancelledError
        raise asyncio.CancelledError("closed") from None
    try:
        await work()
    except BaseException:  # ok: the process ends
        sys.exit(1)
    try:
        await work()
    except BaseException:  # ok: so it does
        os._exit(1)


async def cleans_up():
    try:
        await work()
    except BaseException:  # ok: raised whatever the cleanup does
        try:
            await work()
        finally:
            raise


async def stores_and_raises():
    error = None
    try:
        await work()
    except BaseException as e:  # ok: raised below
        error = e
    await work()
    if error:
        raise error


async def taken_before():
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # ok: raised again
            raise
        except BaseException:  # ok: CancelledError does not come here
            print("again")


async def other_types():
    while True:
        try:
            await work()
        except Exception:  # ok: CancelledError is no Exception
            pass
        try:
            await work()
        except concurrent.futures.CancelledError:  # ok: another class
            pass
        try:
            await work()
        except PoolCancelled:  # ok: the same
            pass


async def counts():
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # ok: it asks whose cancellation it is
            if asyncio.current_task().cancelling() > 0:
                raise


async def own_alarm(seconds):
    task = asyncio.current_task()
    asyncio.get_running_loop().call_later(seconds, task.cancel)
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # ok: it set the alarm itself
            break
    await work()


async def alarm_of_another(seconds, task):
    asyncio.get_running_loop().call_later(seconds, task.cancel)
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # expect: swallowed-cancellation
            break
    await work()


async def never_waits(task):
    await work()
    try:
        print(task.result())
    except asyncio.CancelledError:  # ok: the body cannot be cancelled, this is the task's
        pass
    await work()


async def idle():
    print("idle")


async def never_suspends():
    while True:
        try:
            await idle()
        except BaseException:  # ok: what it awaits never waits
            pass
        await work()


async def nested():
    while True:
        try:
            async def inner():
                await work()
        except BaseException:  # ok: the await is another function's
            pass
        await inner()


def on_done(task):
    try:
        task.result()
    except asyncio.CancelledError:  # ok: a callback, not a coroutine
        pass


async def shielded():
    with anyio.CancelScope(shield=True):
        try:
            await work()
        except asyncio.CancelledError:  # ok: cancellation does not come in here
            pass
    await work()


async def stops(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:  # expect: cancel-then-wait
        pass
    await work()


async def flagged():
    aborted = False
    while not aborted:
        try:
            await work()
        except asyncio.CancelledError:  # expect: swallowed-cancellation
            aborted = True


async def settled(future):
    try:
        await work()
    except BaseException as e:
        future.set_exception(e)
        try:
            await future
        except BaseException:  # ok: the future is done, so this does not wait
            pass
        raise


async def in_flight(sources):
    try:
        await work()
    except BaseException:
        for source in sources:
            try:
                await source.close()
            except BaseException:  # ok: the first one goes on behind the loop
                print("cannot close")
        raise
