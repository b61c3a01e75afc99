import asyncio


async def main():
    await asyncio.sleep(1)  # aqlint: ignore[AQ201] -- yes  # ok: what could not be read may hold the reason
    x = = 1  # expect: syntax-error
