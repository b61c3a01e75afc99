"""Loops of unknown length in each other: the outermost gets the load, those inside of it are short."""
import asyncio
import time


async def groups_of_rows(groups):
    queue = asyncio.Queue()
    consumer = asyncio.create_task(eat(queue))
    for group in groups:                    # 200
        for row in group:                   # 3
            await queue.put(row)
    await queue.join()
    consumer.cancel()


async def few_rounds(rows):
    queue = asyncio.Queue()
    consumer = asyncio.create_task(eat(queue))
    for _ in range(4):                      # too few to be the load
        for row in rows:                    # 200
            await queue.put(row)
    await queue.join()
    consumer.cancel()


async def by_a_callee(groups):
    queue = asyncio.Queue()
    consumer = asyncio.create_task(eat(queue))
    for group in groups:                    # 200
        await put_all(queue, group)
    await put_all(queue, groups)            # 200 of its own
    await queue.join()
    consumer.cancel()


async def put_all(queue, rows):
    rows.prepare()                          # assumed the same within the loop and behind it: told once
    for row in rows:
        await queue.put(row)


async def eat(queue):
    while True:
        await queue.get()
        queue.task_done()


async def parts_of_items(items):
    queue = asyncio.Queue()
    consumer = asyncio.create_task(eat_parts(queue))
    for item in items:                      # 200
        await queue.put(item)
    await queue.join()
    consumer.cancel()


async def eat_parts(queue):
    while True:
        item = await queue.get()
        for _ in item.parts:                # 3: a round for each item
            time.sleep(0.001)
        queue.task_done()


async def server(socket):
    queue = asyncio.Queue()
    consumer = asyncio.create_task(eat(queue))
    while True:                             # a round for each message: no load
        for row in await socket.receive():  # 200
            await queue.put(row)


async def pages(urls):
    await asyncio.gather(*[page(url) for url in urls])


async def page(url):
    for _ in url.parts:                     # 3 in each of 200 tasks
        time.sleep(0.001)
