"""Fixture: long computations on the loop."""
import asyncio
import gzip
import hashlib

import bcrypt
from bcrypt import hashpw


async def passwords(password, stored):
    bcrypt.checkpw(password, stored)  # expect: cpu-heavy-call
    hashpw(password, stored)  # expect: cpu-heavy-call
    hashlib.pbkdf2_hmac("sha256", password, stored, 600_000)  # expect: cpu-heavy-call
    hashlib.sha256(password)  # ok: short data
    bcrypt.gensalt()  # ok: random bytes
    await asyncio.to_thread(bcrypt.checkpw, password, stored)  # ok: a reference


async def data(body):
    gzip.compress(body)  # expect: cpu-heavy-call
    await asyncio.to_thread(gzip.compress, body)  # ok: a reference
    await asyncio.to_thread(lambda: gzip.compress(body))  # ok: the lambda runs in a thread


def plain(body):
    return gzip.compress(body)  # ok: no coroutine
