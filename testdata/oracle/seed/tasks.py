# Two hundred tasks of 10 ms each, all at once.
import asyncio
import time

JOBS = 200
JOB = 0.01


async def heartbeat():
    while True:
        due = time.perf_counter() + 1
        await asyncio.sleep(1)
        print('late %.3f' % (time.perf_counter() - due))


async def process():
    time.sleep(JOB)


async def main():
    asyncio.create_task(heartbeat())
    await asyncio.sleep(2.5)
    for _ in range(JOBS):
        asyncio.create_task(process())
    await asyncio.sleep(5)


asyncio.run(main())
