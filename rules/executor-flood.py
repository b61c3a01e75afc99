"""Fixture: work for executors. Every line that is not marked is silent."""
import asyncio
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

FEW = 4


async def gathers(paths, loop):
    await asyncio.gather(*(asyncio.to_thread(parse, path) for path in paths))       # expect: executor-flood/note
    await asyncio.gather(*[loop.run_in_executor(None, parse, path) for path in paths])  # expect: executor-flood/note
    jobs = [asyncio.to_thread(parse, path) for path in paths]                       # expect: executor-flood/note
    await asyncio.gather(*jobs)
    await asyncio.gather(*(asyncio.to_thread(parse, n) for n in range(1000)))       # expect: executor-flood/error
    await asyncio.gather(*(asyncio.to_thread(parse, n) for n in range(FEW)))        # ok: four
    await asyncio.gather(asyncio.to_thread(parse, 1), asyncio.to_thread(parse, 2))  # ok: two


async def lists(paths):
    jobs = []
    loop = asyncio.get_running_loop()
    for path in paths:
        jobs.append(loop.run_in_executor(None, parse, path))                        # expect: executor-flood/note
    await asyncio.wait(jobs)
    coroutines = []
    for path in paths:
        coroutines.append(asyncio.to_thread(parse, path))                           # expect: executor-flood/note
    for done in asyncio.as_completed(coroutines):
        await done


async def tasks(paths):
    running = [asyncio.create_task(asyncio.to_thread(parse, path)) for path in paths]   # expect: executor-flood/note
    await asyncio.wait(running)  # expect: wait-misuse
    async with asyncio.TaskGroup() as group:
        for path in paths:
            group.create_task(asyncio.to_thread(parse, path))                       # expect: executor-flood/note


async def messages(queue, loop, websocket):
    while True:
        message = await queue.get()
        loop.run_in_executor(None, parse, message)                                  # expect: executor-flood/note
    async for message in websocket:
        loop.run_in_executor(None, parse, message)                                  # expect: executor-flood/note


async def one_by_one(paths, loop, limit):
    for path in paths:
        await asyncio.to_thread(parse, path)                                        # ok: one at a time
        await loop.run_in_executor(None, parse, path)                               # ok: one at a time
        job = loop.run_in_executor(None, parse, path)                               # ok: waited for before the next
        await job
    results = [await asyncio.to_thread(parse, path) for path in paths]  # expect: await-in-loop  # ok: one at a time
    for path in paths:
        await limit.acquire()
        loop.run_in_executor(None, parse, path).add_done_callback(lambda _: limit.release())    # ok: a limit
    later = [asyncio.to_thread(parse, path) for path in paths]                      # ok: nothing starts them at once
    for coroutine in later:
        await coroutine
    jobs = set()
    for path in paths:
        if len(jobs) >= 8:
            done, jobs = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
        jobs.add(loop.run_in_executor(None, parse, path))                           # ok: eight at most
    return results


async def own(paths, loop, pages):
    with ThreadPoolExecutor(4) as pool:                                             # expect: blocking-wait
        jobs = [loop.run_in_executor(pool, parse, path) for path in paths]          # expect: executor-flood/note
        await asyncio.gather(*jobs)
    pool = ProcessPoolExecutor()
    futures = [pool.submit(parse, path) for path in paths]                          # expect: executor-flood/note
    for future in futures:
        await asyncio.wrap_future(future)
    while page := await pages.get():
        with ThreadPoolExecutor(4) as pool:                                         # expect: blocking-wait
            for part in page[:8]:
                pool.submit(parse, part)                                            # ok: leaving the pool waits for them


def no_coroutine(paths):
    with ThreadPoolExecutor(4) as pool:
        return [pool.submit(parse, path) for path in paths]                         # ok: no loop is there to wait


async def others(paths, pool):
    return [pool.submit(path) for path in paths]                                    # ok: nobody knows what it is


def parse(path):
    return path
