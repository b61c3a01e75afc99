import asyncio
import db
import render


async def main():
    rows = await db.fetch("select")
    for row in rows:
        render.page(row)
        await db.store(row)
    print(len(rows))


asyncio.run(main())
