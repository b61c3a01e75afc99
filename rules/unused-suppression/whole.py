# expect-next: unused-suppression
# aqlint: file-ignore[AQ101] -- no queue at all
import asyncio


async def main():
    await asyncio.sleep(1)  # ok: what the first line is about is not here
