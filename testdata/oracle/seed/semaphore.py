# The same tasks behind a semaphore for four.
import asyncio
import time

JOBS = 200
JOB = 0.01
ACTIVE = 4


async def heartbeat():
    while True:
        due = time.perf_counter() + 1
        await asyncio.sleep(1)
        print('late %.3f' % (time.perf_counter() - due))


async def main():
    asyncio.create_task(heartbeat())
    await asyncio.sleep(2.5)
    active = asyncio.Semaphore(ACTIVE)

    async def process():
        await active.acquire()
        time.sleep(JOB)
        active.release()

    for _ in range(JOBS):
        asyncio.create_task(process())
    await asyncio.sleep(5)


asyncio.run(main())
