# What the other file calls to have its coroutine run.
import asyncio


def schedule_with_callback(coro, callback):
    task = asyncio.create_task(coro)
    task.add_done_callback(callback)
    return task


def schedule_and_keep(coro, tasks):
    task = asyncio.create_task(coro)
    tasks.add(task)
    task.add_done_callback(tasks.discard)
    return task
