import asyncio


async def work(event):
    await asyncio.sleep(event["delay"])


def lambda_handler(event, context):  # ok: no coroutine function
    return asyncio.run(work(event))
