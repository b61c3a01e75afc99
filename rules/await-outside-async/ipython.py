#!/usr/bin/env python3
"""Snippets to paste into IPython, one after the other."""
import asyncio

await asyncio.sleep(1)  # ok: the docstring says where these lines run

async with asyncio.timeout(1):  # ok: the same
    pass


def again():
    await asyncio.sleep(1)  # expect: await-outside-async
