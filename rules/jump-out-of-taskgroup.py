"""Fixture: jumps out of task groups. Every line that is not marked is silent."""
import asyncio

import anyio


async def work():
    await asyncio.sleep(1)


async def returns(flag):
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        group.create_task(work())
        if flag:
            return 1  # expect: jump-out-of-taskgroup
        await work()


async def loops(xs):
    for x in xs:
        async with asyncio.TaskGroup() as group:
            group.create_task(work())
            if x:
                break  # expect: jump-out-of-taskgroup
            if not x.more:
                continue  # expect: jump-out-of-taskgroup
            group.create_task(work())


async def with_anyio(flag):
    async with anyio.create_task_group() as group:
        group.start_soon(work)
        while True:
            await work()
            if flag:
                return  # expect: jump-out-of-taskgroup


async def inner_loop(xs):
    async with asyncio.TaskGroup() as group:
        for x in xs:
            if x:
                break  # ok: a loop within the block
            if x.next:
                continue  # ok: the same
            group.create_task(work())  # expect: task-per-item
            group.create_task(work())


async def at_the_end():
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        group.create_task(work())
        return 1  # ok: the end of the block, where it waits anyway


async def last_branch(flag):
    async with asyncio.TaskGroup() as group:
        group.create_task(work())
        group.create_task(work())
        if flag:
            return 1  # ok: the end of the block
        else:
            return 2  # ok: the same


async def nested():
    async with asyncio.TaskGroup() as group:
        async def inner():
            return 1  # ok: another function's

        group.create_task(inner())
        group.create_task(inner())


async def other(lock, flag):
    async with lock:
        if flag:
            return 1  # ok: no group
        await work()


async def first_of_two(serve, ready):
    async with anyio.create_task_group() as group:
        group.start_soon(serve)
        try:
            with anyio.fail_after(5):
                await ready.wait()
                return ready.value  # ok: the finally block ends the group
        finally:
            ready.should_exit = True
            group.cancel_scope.cancel()
        await work()


async def cancelled_before(serve, ready, flag):
    async with asyncio.TaskGroup() as group:
        task = group.create_task(serve())
        group.create_task(work())
        if flag:
            task.cancel()
            return 1  # ok: the task that would go on was cancelled
        await ready.wait()
        if ready.lost:
            return 2  # expect: jump-out-of-taskgroup
        task.cancel()
        if ready.late:
            return 3  # ok: cancelled above
        await work()


async def cancelled_elsewhere(serve, ready):
    async with anyio.create_task_group() as group:
        group.start_soon(serve)
        group.start_soon(work)
        try:
            await ready.wait()
            if ready.value:
                return 1  # expect: jump-out-of-taskgroup
        except OSError:
            group.cancel_scope.cancel()
            return 2  # ok: cancelled in the handler
        finally:
            await work()
        await work()


def cancel_all(tasks):
    for task in tasks:
        if not task.done():
            task.cancel()


def count_all(tasks):
    return len(tasks)


async def cancelled_by_a_helper(serve, ready):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(serve()), group.create_task(work())]
        await ready.wait()
        if ready.lost:
            cancel_all(tasks)
            return 1  # ok: the helper has cancelled them
        if ready.late:
            count_all(tasks)
            return 2  # expect: jump-out-of-taskgroup
        await work()
