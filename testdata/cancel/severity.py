import asyncio
import contextlib


async def work():
    await asyncio.sleep(1)


async def loop_goes_on():
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # AQ601 error
            print("again")


async def waits_again():
    try:
        await work()
    except BaseException:  # AQ601 warning
        print("once more")
    await work()


async def waits_for_its_last_work():
    try:
        await work()
    except asyncio.CancelledError:  # AQ601 note
        print("over")
    await work()


async def takes_the_next(xs):
    for x in xs:
        try:
            await work()
        except asyncio.CancelledError:  # AQ601 warning
            print("next")


async def drains_a_set(tasks):
    was_cancelled = False
    while tasks:
        try:
            done, tasks = await asyncio.wait(tasks)
        except asyncio.CancelledError:  # AQ601 note
            was_cancelled = True
    return was_cancelled


async def waits_for_another_set(tasks, others):
    while tasks:
        try:
            await asyncio.wait(others)
        except asyncio.CancelledError:  # AQ601 error
            print("again")


async def raises_its_own(xs):
    was_cancelled = False
    for x in xs:
        try:
            await work()
        except asyncio.CancelledError:  # AQ601 note
            was_cancelled = True
    if was_cancelled:
        raise asyncio.CancelledError()


async def flag_ends_the_loop():
    aborted = False
    while not aborted:
        try:
            await work()
        except asyncio.CancelledError:  # AQ601 note
            aborted = True


async def flag_is_set_back():
    aborted = False
    while not aborted:
        try:
            await work()
        except asyncio.CancelledError:  # AQ601 error
            aborted = True
        if aborted:
            aborted = False


async def leaves_the_loop():
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # AQ601 note
            break


async def cleans_up_in_finally():
    try:
        await work()
    except asyncio.CancelledError:  # AQ601 note
        print("over")
    finally:
        await work()


async def ends():
    try:
        await work()
    except BaseException:  # AQ601 note
        print("over")


async def helper():
    try:
        await work()
    except BaseException:  # AQ601 warning
        print("over, but the caller goes on")


async def caller():
    await helper()
    await work()


async def converts():
    try:
        await work()
    except BaseException as e:  # AQ601 warning
        raise RuntimeError from e


async def hands_on(future):
    while True:
        try:
            await work()
        except BaseException as e:  # AQ601 warning
            future.set_exception(e)


async def hands_on_and_ends(future):
    try:
        await work()
    except BaseException as e:  # AQ601 note
        future.set_exception(e)


async def on_condition(flag):
    while True:
        try:
            await work()
        except asyncio.CancelledError:  # AQ601 note
            if flag:
                raise


async def joins(task):
    try:
        await task
    except asyncio.CancelledError:  # AQ601 note
        print("perhaps the task's")
    await work()


async def suppresses():
    while True:
        with contextlib.suppress(asyncio.CancelledError):  # AQ602 error
            await work()


async def suppresses_once():
    with contextlib.suppress(BaseException):  # AQ602 warning
        await work()
    await work()


async def suppresses_its_own():
    with contextlib.suppress(asyncio.CancelledError):  # AQ602 note
        await work()
    await work()


async def stops(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:  # AQ603 warning
        pass
    await work()


async def stops_and_ends(task):
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:  # AQ603 note
        pass


async def main():
    task = asyncio.create_task(work())
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):  # AQ603 note
        await task
    await work()


async def test_refusal():
    async def refuses():
        try:
            await work()
        except asyncio.CancelledError:  # AQ601 note
            raise ValueError

    await refuses()


class Monitor:
    async def serve(self, task):
        task.cancel()
        try:
            await task
        except asyncio.CancelledError:  # AQ603 note
            pass
        await work()

    def run(self):
        asyncio.run(self.serve(None))


async def stops_within_a_second(task):
    task.cancel()
    try:
        await asyncio.wait_for(task, timeout=0.1)
    except asyncio.CancelledError:  # AQ603 note
        pass
    await work()


async def stops_within_a_minute(task):
    task.cancel()
    try:
        await asyncio.wait_for(task, 60)
    except asyncio.CancelledError:  # AQ603 warning
        pass
    await work()


async def stops_within_a_second_and_more(task):
    task.cancel()
    try:
        await asyncio.wait_for(task, 0.1)
        await task
    except asyncio.CancelledError:  # AQ603 warning
        pass
    await work()


async def drains(task):
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:  # AQ601 note
            print("not before it is done")
    await work()


async def drains_by_suppressing(task):
    while not task.done():
        with contextlib.suppress(asyncio.CancelledError):  # AQ602 note
            await asyncio.shield(task)
    await work()


async def waits_while_open(task):
    while not task.closed():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:  # AQ601 error
            print("again")


async def suppresses_and_is_over():
    with contextlib.suppress(asyncio.CancelledError):  # AQ602 note
        await work()


async def suppresses_all_and_is_over():
    with contextlib.suppress(BaseException):  # AQ602 warning
        await work()


async def calls():
    await suppresses_and_is_over()
    await suppresses_all_and_is_over()
    await work()
