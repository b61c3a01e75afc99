"""Findings with figures of another kind, or with a reason why there is none."""
import asyncio
import subprocess

import janus


async def fetch(delay):
    await asyncio.sleep(delay)
    return 1


async def gathers_results():
    return await asyncio.gather(await fetch(0.1), await fetch(0.2), fetch(0.3))


async def gathers_short_results():
    return await asyncio.gather(await fetch(0.01), await fetch(0.02))


async def gathers_known_results():
    return await asyncio.gather(*[await fetch(0.1) for _ in range(3)])


async def gathers_unknown_results(delays):
    return await asyncio.gather(*[await fetch(delay) for delay in delays])


async def waits_for_result():
    return await asyncio.wait_for(await fetch(0.1), 1)


class Server:
    def __init__(self):
        self.tasks = set()
        self.buffer = janus.Queue()

    async def serve(self, listener):
        while True:
            peer = await listener.accept()
            self.tasks.add(asyncio.create_task(self.answer(peer)))

    async def answer(self, peer):
        await peer.send(b"hello")


async def send_rows(writer: asyncio.StreamWriter, rows):
    for row in rows:
        writer.write(row)


async def offload(files):
    loop = asyncio.get_running_loop()
    return await asyncio.gather(*[loop.run_in_executor(None, open, file) for file in files])


async def spin(state):
    while True:
        state.step()
