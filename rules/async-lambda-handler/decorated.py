import asyncio

from wrappers import runs


@runs
async def lambda_handler(event, context):  # ok: the decorator may run it
    await asyncio.sleep(event["delay"])
