# A heartbeat and nothing else.
import asyncio
import time

async def heartbeat():
    while True:
        due = time.perf_counter() + 1
        await asyncio.sleep(1)
        print('late %.3f' % (time.perf_counter() - due))


async def main():
    asyncio.create_task(heartbeat())
    await asyncio.sleep(3.5)


asyncio.run(main())
