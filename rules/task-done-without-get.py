import asyncio


async def around(queue: asyncio.Queue, handle):
    while True:
        try:
            await handle(await queue.get())
        finally:
            queue.task_done()  # expect: task-done-without-get


async def around_with_name(queue: asyncio.Queue, handle):
    while True:
        try:
            item = await asyncio.wait_for(queue.get(), 1)
            await handle(item)
        except TimeoutError:
            print("nothing")
        finally:
            queue.task_done()  # expect: task-done-without-get


async def twice(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        try:
            await handle(item)
        except ValueError:
            queue.task_done()  # expect: task-done-without-get
        finally:
            queue.task_done()


async def before(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        try:
            await handle(item)
        finally:
            queue.task_done()  # ok: there is an item for certain


async def asked(queue: asyncio.Queue, handle):
    while True:
        item = None
        try:
            item = await queue.get()
            await handle(item)
        finally:
            if item is not None:
                queue.task_done()  # ok: asked whether there is an item


async def two_queues(source: asyncio.Queue, queue: asyncio.Queue):
    item = await queue.get()
    try:
        other = await source.get()
        print(item, other)
    finally:
        queue.task_done()  # ok: of the one that an item was taken from


async def in_branches(queue: asyncio.Queue, handle):
    while True:
        item = await queue.get()
        if item:
            await handle(item)
            queue.task_done()  # ok: one or the other
        else:
            queue.task_done()


async def asked_first(queue: asyncio.Queue, handle):
    while not queue.empty():
        try:
            await handle(queue.get_nowait())
        finally:
            queue.task_done()  # ok: there is an item, the queue was asked


async def asserted(queue: asyncio.Queue):
    assert queue.qsize() == 1
    try:
        assert queue.get_nowait() is None
    finally:
        queue.task_done()  # ok: there is an item, the queue was asked


async def asked_another(queue: asyncio.Queue, other: asyncio.Queue, handle):
    while not other.empty():
        try:
            await handle(queue.get_nowait())
        finally:
            queue.task_done()  # expect: task-done-without-get


async def waits_all_the_same(queue: asyncio.Queue, handle):
    while not queue.empty():
        try:
            await handle(await queue.get())
        finally:
            queue.task_done()  # expect: task-done-without-get


async def drains(queue: asyncio.Queue, handle):
    item = await queue.get()
    try:
        while not queue.empty():
            await handle(queue.get_nowait())
            queue.task_done()  # ok: for those of the loop
        await handle(item)
    finally:
        print("drained")
