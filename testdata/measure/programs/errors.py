"""Errors that are raised, caught by class and base, and raised again."""
import asyncio


class Failure(Exception):
    pass


class Small(Failure):
    pass


async def fail(seconds):
    await asyncio.sleep(seconds)
    raise Small()


async def guarded():
    try:
        await fail(0.05)
    except Failure:
        await asyncio.sleep(0.01)
        raise


async def main():
    for _ in range(2):
        try:
            await guarded()
        except (KeyError, Small):
            await asyncio.sleep(0.02)
    task = asyncio.create_task(fail(0.01))
    try:
        await task
    except Exception:
        await asyncio.sleep(0.03)


asyncio.run(main())
