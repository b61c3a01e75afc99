"""Fixture: what is caught is handed on, or caught in a loop that ends."""
import asyncio
import itertools


async def work(x=None):
    await asyncio.sleep(1)


async def groups():
    try:
        await work()
    except BaseException as primary:
        try:
            await work()
        except BaseException as error:  # expect: swallowed-cancellation/note
            raise BaseExceptionGroup("start and clean-up failed", [primary, error]) from None
        raise


async def groups_without_it(errors):
    try:
        await work()
    except BaseException as error:  # expect: swallowed-cancellation/warning
        raise BaseExceptionGroup(str(error), errors) from None


async def group_that_takes_none():
    try:
        await work()
    except BaseException as error:  # expect: swallowed-cancellation/warning
        raise ExceptionGroup("it raises TypeError here", [error]) from None


async def converts():
    try:
        await work()
    except BaseException as error:  # expect: swallowed-cancellation/warning
        raise RuntimeError("failed") from error


async def collects(items):
    failures = []
    for item in items:
        try:
            await work(item)
        except BaseException as error:  # expect: swallowed-cancellation/note
            failures.append(error)
    if failures:
        raise BaseExceptionGroup("failed", failures)


async def collects_without_end(failures):
    while True:
        try:
            await work()
        except BaseException as error:  # expect: swallowed-cancellation/warning
            failures.append(error)


async def gives_back_errors():
    try:
        await work()
    except BaseException as error:  # expect: swallowed-cancellation/note
        return [error]
    return []


async def gives_back_none():
    try:
        await work()
    except BaseException as error:  # expect: swallowed-cancellation/warning
        return [str(error)]
    return []


async def calls():
    await gives_back_errors()
    await gives_back_none()
    await work()


async def ends_after_the_handles(handles):
    for handle in handles:
        try:
            await work(handle)
        except:  # expect: swallowed-cancellation/warning
            pass


async def never_ends():
    for number in itertools.count():
        try:
            await work(number)
        except:  # expect: swallowed-cancellation/error
            pass


def numbers():
    while True:
        yield 1


async def follows_a_generator():
    for number in numbers():
        try:
            await work(number)
        except:  # expect: swallowed-cancellation/error
            pass


async def ends_in_an_endless_loop(handles):
    while True:
        for handle in handles:
            try:
                await work(handle)
            except:  # expect: swallowed-cancellation/error
                pass
        await work()


async def errors_only(handles):
    failures = []
    for handle in handles:
        try:
            await work(handle)
        except Exception as error:  # ok: CancelledError is none
            failures.append(error)
    if failures:
        raise ExceptionGroup("failed", failures)


async def stops_at_the_first(handles):
    failures = []
    for handle in handles:
        try:
            await work(handle)
        except asyncio.CancelledError:  # ok: it raises
            raise
        except BaseException as error:  # ok: the handler above has it
            failures.append(error)
    return failures


async def raises_the_first(handles):
    first = None
    for handle in handles:
        try:
            await work(handle)
        except BaseException as error:  # ok: raised after the loop
            first = first or error
            failed = error
    if first:
        raise failed


def without_waiting(handles):
    failures = []
    for handle in handles:
        try:
            handle.close()
        except BaseException as error:  # ok: no coroutine
            failures.append(error)
    return failures


async def closes_without_waiting(handles):
    failures = []
    for handle in handles:
        try:
            handle.close()
        except BaseException as error:  # ok: the body does not wait
            failures.append(error)
    await work()
    if failures:
        raise BaseExceptionGroup("failed", failures)


async def errors_to_the_caller():
    try:
        await work()
    except Exception as error:  # ok: CancelledError is none
        return None, error
    return 1, None


async def groups_errors():
    try:
        await work()
    except Exception as error:  # ok: CancelledError is none
        raise ExceptionGroup("failed", [error]) from None
