"""Hands a coroutine that nobody knows to a function of another file, which is shorter than this one."""
import asyncio

from others_await import settled


def unused(a, b, c):
    return [a + b * c, (a, b, c), {a: b}, a.b.c(a, b, c), [x + a for x in b if x and c], {a: (b, c), b: (c, a)}]


async def one(peer, data):
    await settled(peer.transmit(data))


async def all_of_them(peer):
    await asyncio.gather(*(one(peer, i) for i in range(200)))
