# try, except, else and finally; break, continue and return through finally.
import asyncio


class Error(Exception):
    pass


async def one():
    for _ in range(3):
        try:
            await asyncio.sleep(0)
            break
        finally:
            await asyncio.sleep(0.1)
    for _ in range(2):
        try:
            continue
        finally:
            await asyncio.sleep(0.2)
    try:
        return
    finally:
        await asyncio.sleep(0.3)


async def two():
    try:
        try:
            raise Error
        except ValueError:
            await asyncio.sleep(0.1)
        else:
            await asyncio.sleep(0.2)
        finally:
            await asyncio.sleep(0.3)
    except Error:
        await asyncio.sleep(0.4)
        raise
    finally:
        await asyncio.sleep(0.5)


async def main():
    try:
        pass
    except Exception:
        await asyncio.sleep(0.1)
    else:
        await one()
    try:
        await two()
    except Exception:
        await asyncio.sleep(0)


asyncio.run(main())
