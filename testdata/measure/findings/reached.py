"""What blocks in a function that is called: work that was meant for a thread."""
import asyncio
import time


def parse(path):
    time.sleep(0.3)
    with open(path) as file:
        return file.read().split()


async def main(path):
    return await asyncio.to_thread(parse(path))


async def fetch():
    await asyncio.sleep(1)


async def both():
    return await asyncio.gather(await fetch(), await fetch())
