"""A bare future that a task waits for and another sets."""
import asyncio


async def main():
    loop = asyncio.get_running_loop()
    answer = loop.create_future()

    async def asker():
        await answer
        await asyncio.sleep(0.01)

    async def teller():
        await asyncio.sleep(0.1)
        answer.set_result(42)

    askers = [asyncio.create_task(asker()) for _ in range(3)]
    await teller()
    await asyncio.gather(*askers)


asyncio.run(main())
