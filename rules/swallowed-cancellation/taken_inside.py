"""Fixture: an inner handler takes the cancellation, so that the outer one does not see it."""
import asyncio


async def work():
    await asyncio.sleep(1)


async def taken_inside(task):
    interrupted = None
    try:
        while not task.done():
            try:
                await asyncio.wait({task}, timeout=1)
            except asyncio.CancelledError as error:  # ok: it is raised below
                interrupted = error
                continue
        task.result()
    except BaseException as error:  # ok: the inner handler has what the wait raises, and result() does not wait
        print(error)
    if interrupted is not None:
        raise interrupted
    await work()


async def taken_by_name(task):
    try:
        try:
            await task
        except asyncio.CancelledError:  # expect: swallowed-cancellation/note
            pass
    except BaseException as error:  # ok: nothing waits in it but what the inner handler guards
        print(error)
    await work()


async def raised_inside():
    try:
        try:
            await work()
        except asyncio.CancelledError:  # ok: it raises
            print("cancelled")
            raise
    except BaseException as error:  # expect: swallowed-cancellation
        print(error)
    await work()


async def waits_in_the_inner_handler():
    try:
        try:
            await work()
        except asyncio.CancelledError:  # expect: swallowed-cancellation
            await work()
    except BaseException as error:  # expect: swallowed-cancellation
        print(error)
    await work()


async def inner_of_another_type():
    try:
        try:
            await work()
        except OSError:  # ok: it takes no cancellation
            pass
    except BaseException as error:  # expect: swallowed-cancellation
        print(error)
    await work()


async def two_inner_tries(first, second):
    try:
        try:
            await first
        except (OSError, asyncio.CancelledError):  # expect: swallowed-cancellation/note
            print("first")
        try:
            await second
        except asyncio.CancelledError:  # expect: swallowed-cancellation/note
            print("second")
    except BaseException:  # ok: both waits are guarded
        print("neither")


async def beside_the_inner_try(first, second):
    try:
        try:
            await first
        except asyncio.CancelledError:  # expect: swallowed-cancellation/note
            print("first")
        else:
            await second
    except BaseException:  # expect: swallowed-cancellation/note
        print("second")
