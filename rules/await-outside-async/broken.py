import asyncio

async def main()  # expect: syntax-error
    await asyncio.sleep(1)  # ok: of the function whose head is broken
