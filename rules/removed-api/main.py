import asyncio


async def work():
    await asyncio.sleep(1)


def main():
    loop = asyncio.get_event_loop()  # expect: removed-api
    loop.run_until_complete(work())
    loop.run_until_complete(work())


def careful():
    try:
        loop = asyncio.get_event_loop()  # ok: the error is expected
    except RuntimeError:
        loop = asyncio.new_event_loop()
    loop.run_until_complete(work())


def unused():
    loop = asyncio.get_event_loop()  # ok: a loop may be running
    return loop.time()
