import asyncio
import settings


async def request():
    if settings.slow:
        await asyncio.sleep(0.5)
    elif settings.fast:
        pass
    else:
        await asyncio.sleep(0.1)


async def loop():
    while settings.running:
        if settings.stop:
            break
        await asyncio.sleep(settings.pause)


async def main():
    await request()
    await loop()


asyncio.run(main())
