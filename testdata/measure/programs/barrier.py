"""Three parties at a barrier, twice. From 3.11."""
import asyncio


async def party(barrier, seconds):
    for _ in range(2):
        await asyncio.sleep(seconds)
        await barrier.wait()


async def main():
    barrier = asyncio.Barrier(3)
    await asyncio.gather(party(barrier, 0.1), party(barrier, 0.2), party(barrier, 0.05))


asyncio.run(main())
