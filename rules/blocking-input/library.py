"""No program by itself, though it speaks of one: __main__s and of argparse."""
import asyncio


async def ask():
    return input("> ")  # expect: blocking-input/warning


async def ask_in_thread():
    return await asyncio.to_thread(input, "> ")  # ok: in a thread
