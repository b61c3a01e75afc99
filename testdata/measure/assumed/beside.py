"""Threads, signals and sockets beside the loop: that they do nothing to it is said."""
import asyncio
import signal
import threading


def work(loop, event):
    loop.call_soon_threadsafe(event.set)


async def main():
    loop, event = asyncio.get_running_loop(), asyncio.Event()
    threading.Thread(target=work, args=(loop, event)).start()
    loop.add_signal_handler(signal.SIGTERM, event.set)
    loop.add_reader(0, event.set)
    await asyncio.sleep(0.1)


asyncio.run(main())
