import asyncio
import logging


async def main():
    # Nothing of this does anything to the loop, so nothing has to be assumed of it but the await at the end.
    for number in range(int(logging.DEBUG)):
        if number % 3:
            print(number)
    text = "a" if number else "b"
    logging.info("%s", text)
    await unknown


asyncio.run(main())
