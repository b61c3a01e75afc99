import asyncio
import contextlib
import sys


async def branches(x):
    if x:
        await x.a()
    elif x.b:
        return 1
    else:
        x.c()
    return x.d()


async def loops(xs):
    for x in xs:
        if x:
            continue
        break
    else:
        await asyncio.sleep(1)
    async for y in xs:
        print(y)
    while True:
        await asyncio.sleep(1)
    print("never")


async def ends():
    while True:
        if await ends():
            break
    while False:
        print("never")
    sys.exit()
    print("never")


async def handlers(x):
    try:
        await asyncio.sleep(1)
    except ValueError:
        x.a()
    except BaseException as e:
        x.b(e)
        raise
    else:
        x.c()
    x.d()


async def finals(xs):
    for x in xs:
        try:
            if x:
                continue
            return await asyncio.sleep(1)
        finally:
            x.close()
    return None


async def contexts(x):
    with contextlib.suppress(ValueError), x:
        await asyncio.sleep(1)
        return 1
    async with asyncio.timeout(1):
        x.a()


def matches(x):
    match x:
        case 1 if x.a:
            return 1
        case [y]:
            print(y)
        case _:
            raise ValueError
    return 2
