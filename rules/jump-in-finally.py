"""Fixture: jumps out of finally blocks. Every line that is not marked is silent."""
import asyncio


async def work():
    await asyncio.sleep(1)


async def returns():
    try:
        await work()
    finally:
        return 1  # expect: jump-in-finally


async def loops(xs):
    for x in xs:
        try:
            await work()
        finally:
            if x:
                break  # expect: jump-in-finally
            continue  # expect: jump-in-finally


async def in_handlers():
    try:
        print("here")
    except OSError:
        await work()
    finally:
        return 1  # expect: jump-in-finally


async def inner_loop(xs):
    try:
        await work()
    finally:
        for x in xs:
            if x:
                continue  # ok: a loop within the block
            break  # ok: the same


async def inner_else(xs, ys):
    for y in ys:
        try:
            await work()
        finally:
            for x in xs:
                print(x)
            else:
                break  # expect: jump-in-finally


async def inner_function():
    try:
        await work()
    finally:
        def f():
            return 1  # ok: another function's

        print(f())


async def never_waits():
    try:
        print("here")
    finally:
        return 1  # ok: no cancellation arrives here


def no_coroutine():
    try:
        print("here")
    finally:
        return 1  # ok: not a coroutine


async def behind():
    try:
        await work()
    except OSError:
        return 2  # ok: a handler
    finally:
        print("closed")
    return 1  # ok: behind the try statement


async def caught_before(transport):
    try:
        await work()
    except asyncio.CancelledError:  # expect: swallowed-cancellation
        print("cancelled")
    except BaseException:
        print("failed")
    finally:
        if not transport:
            return  # ok: the handler has had the cancellation
    print("and on")


async def raised_again():
    try:
        await work()
    except BaseException:
        print("failed")
        raise
    finally:
        return 1  # expect: jump-in-finally


async def caught_where_it_waits():
    try:
        print("here")
    except BaseException:
        await work()
    finally:
        return 1  # expect: jump-in-finally


async def under_a_flag():
    error = None
    try:
        await work()
    except OSError as e:
        error = str(e)
    except ValueError as e:
        error = repr(e)
    finally:
        if error:
            return error  # ok: a handler has had the exception
        return 1  # expect: jump-in-finally


async def under_a_flag_that_is_not_none(xs):
    for x in xs:
        error = None
        try:
            await work()
        except OSError as e:
            error = e
        finally:
            if error is not None:
                continue  # ok: the same


async def under_a_flag_of_the_body():
    error = None
    try:
        error = await work()
    except OSError as e:
        error = e
    finally:
        if error:
            return error  # ok: only behind the last await, or in a handler


async def under_a_flag_that_was_set(error):
    try:
        await work()
    except OSError as e:
        error = e
    finally:
        if error:
            return error  # expect: jump-in-finally


async def under_a_flag_of_one_that_raises():
    error = None
    try:
        await work()
    except OSError as e:
        error = e
        raise ValueError from e
    finally:
        if error:
            return error  # expect: jump-in-finally


async def under_no_flag():
    error = None
    try:
        await work()
    except OSError as e:
        error = e
    finally:
        if error:
            print(error)  # ok: no jump
        else:
            return 1  # expect: jump-in-finally


async def behind_it():
    error = None
    try:
        await work()
    except OSError as e:
        error = e
    finally:
        print("over")  # ok: no jump
    return error  # ok: behind the try statement


async def in_the_handler():
    try:
        await work()
    except OSError:
        return 1  # ok: in a handler
    finally:
        print("over")  # ok: no jump


class Connection:
    def __init__(self):
        self.queue = []
        self.result = None
        self.closed = False

    def close(self):
        self.closed = True

    async def run(self, messages):
        try:
            await work()
            messages, self.done = self.queue, True
            self.queue = None
            print(messages)
        except OSError:
            print("lost")
        finally:
            if self.queue is None:
                return  # ok: None only when nothing waits any more
            print("shut down")

    async def ask(self):
        try:
            self.result = None
            await work()
            self.result = 1
            await work()
        finally:
            if self.result:
                return  # expect: jump-in-finally

    async def serve(self):
        try:
            await work()
        finally:
            if self.closed:
                return  # expect: jump-in-finally


async def under_a_flag_that_never_changes():
    retry = False
    try:
        await work()
    finally:
        if retry:
            return 1  # ok: always false


async def under_a_flag_that_is_always_true():
    retry = True
    try:
        await work()
    finally:
        if retry:
            return 1  # expect: jump-in-finally


async def under_a_flag_of_a_loop(xs):
    found = None
    try:
        for x in xs:
            found = await work()
    finally:
        if found is not None:
            return found  # expect: jump-in-finally


async def under_a_flag_that_is_still_unset():
    found = None
    try:
        found = await work()
    finally:
        if not found:
            return None  # expect: jump-in-finally
