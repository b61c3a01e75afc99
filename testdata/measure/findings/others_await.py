"""Awaits what it is given by another file."""
import asyncio

backlog = asyncio.Queue()


async def settled(result):
    return await result
