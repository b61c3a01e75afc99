"""A program that is started in a terminal: nothing else is to be done until its user has answered."""
import asyncio


async def ask():
    return input("> ")  # expect: blocking-input/note


async def ask_elsewhere():
    return await asyncio.to_thread(input, "> ")  # ok: in a thread


if __name__ == "__main__":
    asyncio.run(ask())
