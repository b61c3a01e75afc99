"""Fixture: what somebody decided, and what happened to him."""
import asyncio


def get_cancelled_exc_class():
    return asyncio.CancelledError


async def work(x=None):
    await asyncio.sleep(1)


async def names_it():
    try:
        await work()
    except asyncio.CancelledError:  # expect: swallowed-cancellation/note
        print("stopped")


async def catches_it_by_accident():
    try:
        await work()
    except:  # expect: swallowed-cancellation/warning
        print("failed")


async def raises_another():
    try:
        await work()
    except asyncio.CancelledError:  # expect: swallowed-cancellation/note
        raise ConnectionError("stopped") from None


async def names_it_and_does_its_last_work():
    try:
        await work()
    except asyncio.CancelledError:  # expect: swallowed-cancellation/note
        print("stopped")
    await work()


async def names_it_in_a_loop():
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # expect: swallowed-cancellation/error
            print("stopped")


async def explains_it():
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/note
        # Intentionally not re-raised: the hook must not stop the others.
        print("failed")
    await work()


async def explains_something_else():
    # By design, this is called often.
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/warning
        print("failed")
        # the log has the details
        print("see the log")
    await work()


async def explains_it_first():
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/note
        # Errors are handled by the callback.
        print("failed")
    await work()


async def has_yet_to_be_done():
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/warning
        # TODO: CancelledError should be re-raised
        print("failed")
    await work()


async def silences_a_linter():
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/warning
        # pylint: disable=broad-except
        print("failed")
    await work()


async def hands_on_to_another(execution, step):
    while not isinstance(step, int):
        try:
            await step
        except BaseException as error:  # expect: swallowed-cancellation/note
            step = execution.throw(error)


async def remembers_the_last(session):
    last = None
    while session.open:
        try:
            await work()
        except BaseException as error:  # expect: swallowed-cancellation/note
            last = error
    return last


async def explains_the_loop():
    while True:
        try:
            await work()
        except BaseException:  # expect: swallowed-cancellation/note
            print("cancelled")  # a cancellation is expected here, one for each item


async def waits_for_a_set(tasks):
    for task in tasks:
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:  # expect: swallowed-cancellation/warning
            print("not the task's")


async def waits_for_results(tasks):
    for task in tasks:
        try:
            await asyncio.gather(task, return_exceptions=True)
        except asyncio.CancelledError:  # expect: swallowed-cancellation/warning
            print("not the task's")


async def waits_for_the_task(tasks):
    for task in tasks:
        try:
            await asyncio.gather(task)
        except asyncio.CancelledError:  # expect: swallowed-cancellation/note
            print("perhaps the task's")


async def cleans_up(primary):
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/note
        print("clean-up failed, too")


async def closes(primary):
    try:
        await work()
    except BaseException:  # expect: swallowed-cancellation/warning
        print("close failed")


async def caller():
    await names_it()
    await catches_it_by_accident()
    await raises_another()
    try:
        await work()
    except OSError as error:
        await cleans_up(error)

        # the error is what matters
        raise
    except ValueError as error:
        if error:
            await closes(error)
        raise


async def another_exception(flag):
    try:
        await work()
    except BaseException:
        raise  # ok: raised


async def taken_by_the_handler_above():
    try:
        await work()
    except get_cancelled_exc_class():  # ok: it raises
        raise
    except BaseException:  # ok: the handler above has it
        print("failed")
    await work()


async def errors_only():
    try:
        await work()
    except Exception:  # ok: CancelledError is none
        print("failed")
    await work()


def no_coroutine():
    try:
        asyncio.run(work())
    except BaseException:  # ok: nobody cancels it
        print("failed")


async def names_what_it_waits_for(futures):
    try:
        print(futures)
    except asyncio.CancelledError:  # ok: the body does not wait
        print("stopped")
    await work()


async def names_another(pool):
    try:
        await work()
    except TimeoutError:  # ok: another exception
        print("late")
    await work()


async def closes_and_raises():
    try:
        await work()
    except BaseException:  # ok: raised behind the clean-up
        await cleans_up(None)
        raise


async def shields_itself():
    try:
        await work()
    except asyncio.CancelledError:  # ok: it asks
        if asyncio.current_task().cancelling():
            raise
    await work()


async def raises_what_it_kept():
    try:
        await work()
    except BaseException as error:  # ok: raised below
        kept = error
    raise kept


async def raises_it_by_name():
    try:
        await work()
    except BaseException as error:  # ok: by its name
        raise error


async def stops_the_process():
    try:
        await work()
    except BaseException:  # ok: the process ends
        raise SystemExit(1)


async def commented_and_raised():
    try:
        await work()
    except BaseException:  # ok: raised, whatever the comment says
        # Errors are handled by the callback.
        raise


async def raises_in_a_loop(xs):
    for x in xs:
        try:
            await work(x)
        except asyncio.CancelledError:  # ok: it leaves the loop by raising
            print("stopped")
            raise


async def hands_on_errors(execution, step):
    while True:
        try:
            await step
        except Exception as error:  # ok: CancelledError is none
            step = execution.throw(error)


async def waits_without_a_handler(tasks):
    while tasks:
        try:
            done, tasks = await asyncio.wait(tasks)
        finally:
            print("one more")  # ok: nothing is caught


async def commented_errors():
    while True:
        try:
            await work()
        except OSError:  # ok: another exception
            # Errors are handled by the callback.
            print("failed")


class Application:
    async def lifespan(self, scope, receive, send):
        while True:
            await receive()
            try:
                await self.on_startup()
            except:  # expect: swallowed-cancellation/note
                await send({"type": "lifespan.startup.failed"})
                return
            await send({"type": "lifespan.startup.complete"})  # ok: no handler

    async def serve(self, scope, receive, send):
        while True:
            await receive()
            try:
                await self.on_startup()
            except:  # expect: swallowed-cancellation/warning
                await send({"type": "failed"})
                return
            await send({"type": "complete"})  # ok: no handler

    async def on_startup(self):
        await asyncio.sleep(1)  # ok: nothing is caught


async def run(application):
    await application.lifespan(1, 2, 3)
    await application.serve(1, 2, 3)
    await work()
