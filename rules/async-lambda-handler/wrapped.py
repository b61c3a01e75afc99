import asyncio


async def lambda_handler(event, context):  # ok: run by the real one
    await asyncio.sleep(event["delay"])


def handler(event, context):
    return asyncio.run(lambda_handler(event, context))
