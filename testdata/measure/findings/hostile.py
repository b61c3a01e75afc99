"""Sources that would never end: each finding has its figure after a bounded number of steps, and says "at least"."""
import asyncio
import time


async def countless_items():
    queue = asyncio.Queue()
    for number in range(10**12):
        await queue.put(number)
    await queue.get()


async def nested_loops():
    queue = asyncio.Queue()
    for _ in range(10**9):
        for _ in range(10**9):
            for _ in range(10**9):
                await queue.put(1)
                await asyncio.sleep(0)


async def rounds_that_take_no_time():
    queue, event = asyncio.Queue(), asyncio.Event()
    queue.put_nowait(1)
    while True:
        for _ in range(1_000_000):
            event.set()
            event.clear()
        await asyncio.sleep(0)


def compute():
    for _ in range(10**9):
        for _ in range(10**9):
            time.sleep(1e-9)


async def countless_naps():
    compute()
    await asyncio.sleep(0)


async def countless_tasks():
    tasks = []
    for _ in range(10**9):
        tasks.append(asyncio.create_task(asyncio.sleep(0)))
    await asyncio.sleep(0)


async def poll():
    while True:
        await asyncio.sleep(0)


async def many_polls():
    await asyncio.gather(*[poll() for _ in range(20_000)])


async def calls_itself():
    await calls_itself()
    await asyncio.sleep(0)


async def fans_out():
    await asyncio.gather(*[fans_out() for _ in range(1000)])


async def deep():
    for a in range(200):
        for b in range(200):
            for c in range(200):
                for d in range(200):
                    for e in range(200):
                        task = asyncio.create_task(poll())
                        await asyncio.sleep(0)
                        task.cancel()


def compute_in_loops():
    for _ in range(10**6):
        for _ in range(10**6):
            for _ in range(10**6):
                time.sleep(1e-9)


def compute_nothing():
    for _ in range(0):
        time.sleep(1)
    time.sleep(0.25)


async def in_threads():
    await asyncio.to_thread(compute_in_loops)
    await asyncio.to_thread(compute_nothing)
    await asyncio.sleep(0)
