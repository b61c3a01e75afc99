"""Puts into a queue of another file."""
from others_queue import queue


async def on_messages(messages):
    for message in messages:
        queue.put_nowait(message)
