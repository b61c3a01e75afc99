"""Fixture: loops over async generators that are left early. Every line that is not marked is silent."""
import asyncio
import contextlib
from collections.abc import AsyncIterable


async def rows(connect):  # expect: unsafe-async-generator
    async with connect() as connection:
        async for row in connection:
            yield row  # expect: yield-in-context-manager


async def watched(stream):  # expect: unsafe-async-generator
    try:
        async for x in stream:
            yield x
    finally:
        print("over")


async def numbers():  # expect: unsafe-async-generator
    for i in range(3):
        await asyncio.sleep(1)
        yield i


async def first(connect):
    async for row in rows(connect):
        return row  # expect: generator-not-closed


async def some(stream):
    async for x in watched(stream):
        if x:
            break  # expect: generator-not-closed
        for y in x:
            if y:
                break  # ok: another loop


async def closed(connect):
    async with contextlib.aclosing(rows(connect)) as all_rows:
        async for row in all_rows:
            return row  # ok: closed by the block


async def idle():
    async for x in numbers():
        return x  # ok: it holds nothing


async def all_of(connect):
    async for row in rows(connect):
        print(row)  # ok: goes to the end
        if not row:
            continue  # ok: stays in the loop


async def elsewhere(stream):
    async for x in stream.rows():
        return x  # ok: nobody knows what it holds


async def open_span(tracer, stream):  # expect: unsafe-async-generator
    span = tracer.start()
    try:
        async for x in stream:
            yield x
    finally:
        await span.close()


async def with_end_behind(connect):  # expect: unsafe-async-generator
    async with connect() as connection:
        async for row in connection:
            yield row, None  # expect: yield-in-context-manager
    yield None, None


async def with_end_inside(connect):  # expect: unsafe-async-generator
    async with connect() as connection:
        async for row in connection:
            yield row, None  # expect: yield-in-context-manager
        yield None, None  # ok: the block is reported above


async def one_by_one(connect):  # expect: unsafe-async-generator
    async with connect() as connection:
        async for row in connection:
            yield row  # expect: yield-in-context-manager
    yield


async def to_its_end(connect):
    async for row, error in with_end_behind(connect):
        if error is not None:
            print(error)
        if row is None:
            break  # ok: the generator has left its block
    async for row in one_by_one(connect):
        if row is None:
            return  # ok: so it has here


async def to_an_end_inside(connect):
    async for row, error in with_end_inside(connect):
        if row is None:
            break  # expect: generator-not-closed/warning


async def to_an_error(connect):
    async for row, error in with_end_behind(connect):
        if row is None:
            break  # ok: the next jump is the one
        if error is not None:
            break  # expect: generator-not-closed/warning


async def to_another_end(connect, last):
    async for row, error in with_end_behind(connect):
        if last is None:
            break  # expect: generator-not-closed/warning


async def late_prints(stream):
    async for x in watched(stream):
        break  # expect: generator-not-closed/note


async def late_waits(tracer, stream):
    async for x in open_span(tracer, stream):
        break  # expect: generator-not-closed/warning


async def whole(tracer, stream):
    async for x in open_span(tracer, stream):
        print(x)  # ok: to the end
    async with contextlib.aclosing(open_span(tracer, stream)) as xs:
        async for x in xs:
            break  # ok: closed by the block
    for y in range(3):
        break  # ok: no generator of the project


async def closes_given(stream):  # expect: unsafe-async-generator
    try:
        async for x in stream:
            yield x
    finally:
        await stream.aclose()


async def closes_given_and_more(stream, log):  # expect: unsafe-async-generator
    try:
        async for x in stream:
            yield x
    finally:
        await stream.aclose()
        await log.close()


async def scoped(scope, xs: "AsyncIterable[int]", ys: AsyncIterable[int]):  # expect: unsafe-async-generator
    async with scope(ys) as borrowed:
        async for x in borrowed:
            yield x  # expect: yield-in-context-manager/note


async def opened(connect, address: str):  # expect: unsafe-async-generator
    async with connect(address) as stream:
        async for x in stream:
            yield x  # expect: yield-in-context-manager/warning


async def leaves_given(stream, log, scope, connect):
    async for x in closes_given(stream):
        break  # expect: generator-not-closed/note
    async for x in closes_given_and_more(stream, log):
        break  # expect: generator-not-closed/warning
    async for x in scoped(scope, stream, stream):
        break  # expect: generator-not-closed/note
    async for x in opened(connect, "localhost"):
        break  # expect: generator-not-closed/warning


async def test_left(connect):
    async for row in rows(connect):
        break  # expect: generator-not-closed/note


async def takes_all(stream, log, scope, connect):
    async for x in closes_given(stream):
        print(x)  # ok: to the end
    async for x in scoped(scope, stream, stream):
        print(x)  # ok: to the end
    async for x in opened(connect, "localhost"):
        print(x)  # ok: to the end
