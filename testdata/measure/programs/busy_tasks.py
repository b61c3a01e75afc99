"""The pattern of the article with other numbers, and with a method for a job."""
import asyncio
import time


class Crawler:
    def __init__(self, count, seconds):
        self.count = count
        self.seconds = seconds
        self.tasks = []

    async def visit(self):
        time.sleep(self.seconds)

    async def run(self):
        for _ in range(self.count):
            self.tasks.append(asyncio.create_task(self.visit()))
        await asyncio.wait(self.tasks)


async def beat():
    while True:
        before = asyncio.get_running_loop().time()
        await asyncio.sleep(0.1)
        print(asyncio.get_running_loop().time() - before)


async def main():
    task = asyncio.create_task(beat())
    await asyncio.sleep(0.25)
    await Crawler(50, 0.02).run()
    task.cancel()


asyncio.run(main())
