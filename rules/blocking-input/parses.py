"""It reads a command line, so somebody has typed one."""
import argparse
import asyncio


def options():
    return argparse.ArgumentParser().parse_args()  # ok: waits for nobody


async def ask():
    return await asyncio.wait_for(answer(), 60)  # ok: a coroutine


async def answer():
    return input("> ")  # expect: blocking-input/note
