# A task that is woken and cancelled in one iteration is cancelled, whatever it waited for.
import asyncio


async def main():
    event = asyncio.Event()

    async def child():
        await event.wait()

    task = asyncio.create_task(child())
    await asyncio.sleep(0)
    event.set()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


asyncio.run(main())
