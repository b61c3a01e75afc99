# A wrapper that another module has: the file that calls it names no function of asyncio.
import asyncio


def make_eager_task(coro):
    return asyncio.Task(coro, eager_start=True)


def submit_task(job):
    return job.priority
