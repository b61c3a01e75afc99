# Callbacks of a future are appended in the order of their registration.
import asyncio


def first(future):
    pass


def second(future):
    pass


async def main():
    future = asyncio.get_running_loop().create_future()

    async def child():
        await future

    future.add_done_callback(first)
    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    future.add_done_callback(second)
    future.set_result(1)
    await task


asyncio.run(main())
