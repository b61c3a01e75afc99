# A sleep of more than a day wakes the loop once a day.
import asyncio


async def main():
    await asyncio.sleep(200000)


asyncio.run(main())
