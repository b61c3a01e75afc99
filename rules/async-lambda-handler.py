import asyncio


async def handle(event):
    await asyncio.sleep(event["delay"])


async def lambda_handler(event, context):  # expect: async-lambda-handler
    return await handle(event)


class Handlers:
    async def lambda_handler(self, event):  # ok: a method
        return await handle(event)


def make():
    async def lambda_handler(event, context):  # ok: whoever calls make() gets it
        return await handle(event)

    return lambda_handler
