"""What the configuration says of calls: the network is fast, and rendering is slow."""
import asyncio

import db
import page


async def show(key):
    row = await db.fetch(key)
    page.render(row)


async def main(keys):
    await asyncio.gather(*(show(key) for key in keys))
