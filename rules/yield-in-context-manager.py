"""Fixture: async generators that yield inside of with blocks. Every line that is not marked is silent."""
import asyncio
import contextlib
import io

import pytest


async def rows(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.cursor():
            yield row  # expect: yield-in-context-manager


async def lines(path):  # expect: unsafe-async-generator
    with open(path) as f:  # expect: blocking-file  # ok: reading in a coroutine is another rule's business
        while line := f.readline():  # ok: its open() is reported
            await asyncio.sleep(1)
            yield line  # expect: yield-in-context-manager


async def scoped(reader):  # expect: unsafe-async-generator
    async with asyncio.timeout(1):
        while line := await reader.readline():
            yield line  # expect: yield-in-scope


async def session(factory):  # expect: unsafe-async-generator
    async with factory() as s:
        yield s  # ok: yields once, as a dependency does


@contextlib.asynccontextmanager
async def retried(pool):
    while True:
        async with pool.acquire() as connection:
            yield connection  # ok: a context manager


@pytest.fixture
async def fixture(pool):
    for _ in range(2):
        async with pool.acquire() as connection:
            yield connection  # ok: a fixture


async def in_memory(xs):  # expect: unsafe-async-generator
    for x in xs:
        with io.BytesIO() as buffer:
            await asyncio.sleep(1)
            yield buffer.getvalue()  # ok: memory needs no closing


def plain(path):
    with open(path) as f:
        for line in f:
            yield line  # ok: no async generator


async def outside(pool):  # expect: unsafe-async-generator
    while True:
        async with pool.acquire() as connection:
            row = await connection.fetch()
        yield row  # ok: behind the block


async def passed_on(pool):  # expect: unsafe-async-generator
    async with contextlib.aclosing(rows(pool)) as all_rows:
        async for row in all_rows:
            yield row  # ok: it closes the other generator, which without it would stay open as well


async def passed_on_with_more(pool, path):  # expect: unsafe-async-generator
    async with pool.acquire() as log, contextlib.aclosing(rows(pool)) as all_rows:
        async for row in all_rows:
            await log.execute("insert")
            yield row  # expect: yield-in-context-manager


async def closes_what_it_passes_on(stream):  # expect: unsafe-async-generator
    async with stream:
        async for row in stream:
            yield row  # ok: it closes the very stream, which without it would stay open as well


async def closes_another(stream, pool):  # expect: unsafe-async-generator
    async with pool:
        async for row in stream:
            yield row  # expect: yield-in-context-manager/warning


async def retries(stream, on_error):  # expect: unsafe-async-generator
    try:
        async for row in stream:
            yield row  # ok: no block
    except OSError as error:
        on_error(error)


async def ignores(stream, pool):  # expect: unsafe-async-generator
    async for row in pool:
        yield row  # ok: no block


async def closes_what_another_iterates(stream):  # expect: unsafe-async-generator
    async with stream:
        async for row in retries(stream, print):
            yield row  # ok: `retries` iterates it


async def closes_what_another_ignores(stream, pool):  # expect: unsafe-async-generator
    async with stream:
        async for row in ignores(stream, pool):
            yield row  # expect: yield-in-context-manager


async def closes_one_of_two(stream):  # expect: unsafe-async-generator
    async with stream, asyncio.Lock():
        async for row in stream:
            yield row  # expect: yield-in-context-manager


async def errors_outside(pool):  # expect: unsafe-async-generator
    try:
        async with pool.acquire() as connection:
            async for row in connection.rows():
                yield row, None  # expect: yield-in-context-manager/note
    except OSError as error:
        yield None, error  # ok: behind the block


async def errors_inside(pool):  # expect: unsafe-async-generator
    try:
        async with pool.acquire() as connection:
            async for row, error in connection.rows():
                if error is not None:
                    yield None, error  # ok: the last element: the next step ends it
                    return
                yield row, None  # expect: yield-in-context-manager/warning
    except OSError as error:
        yield None, error  # ok: behind the block


async def end_inside(pool):  # expect: unsafe-async-generator
    try:
        async with pool.acquire() as connection:
            async for row in connection.rows():
                yield row, None  # expect: yield-in-context-manager/warning
            yield None, None  # ok: the generator was reported
    except OSError as error:
        yield None, error  # ok: behind the block


async def no_errors(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            yield row, None  # expect: yield-in-context-manager/warning


async def other_tuples(pool):  # expect: unsafe-async-generator
    try:
        async with pool.acquire() as connection:
            async for row in connection.rows():
                yield row, None  # expect: yield-in-context-manager/warning
    except OSError as error:
        yield error  # ok: behind the block


async def file_for_reading(path, aiofiles):  # expect: unsafe-async-generator
    with path.open("rb") as f:  # ok: reported for its yield
        while chunk := await asyncio.to_thread(f.read, 100):
            yield chunk  # expect: yield-in-context-manager/note


async def traced(tracer, stream):  # expect: unsafe-async-generator
    with tracer.start_as_current_span("stream"):
        async for x in stream:
            yield x  # expect: yield-in-context-manager/warning


async def passed_on_by_name(response):  # expect: unsafe-async-generator
    async with response as events:
        async for event in events:
            for part in event:
                yield part  # ok: closes the very stream that it passes on


async def passed_on_by_parts(stream):  # expect: unsafe-async-generator
    async with stream:
        async for event in stream:
            async for part in retries(event, print):
                yield part  # ok: the stream is the one that it goes over


async def of_its_own(session):  # expect: unsafe-async-generator
    async with session.get("/") as response:
        async for line in response:
            yield line  # expect: yield-in-context-manager/warning


async def _all_taken(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.cursor():
            yield row  # expect: yield-in-context-manager/note


async def _some_taken(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.cursor():
            yield row  # expect: yield-in-context-manager/warning


async def _handed_on(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.cursor():
            yield row  # expect: yield-in-context-manager/note


async def _closed(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.cursor():
            yield row  # ok: all who call it close it


async def takes(pool):
    rows = []
    print("_all_taken, by this function", 'or "by" _all_taken', "the end of \"_all_taken\"")  # and _all_taken in a comment
    async for row in _all_taken(pool):
        rows.append(row)

    rows += [row async for row in _all_taken(pool)]
    async for row in _some_taken(pool):
        if row:
            break  # expect: generator-not-closed
    async with contextlib.aclosing(_closed(pool)) as closed:
        async for row in closed:
            break  # ok: closed by the block
    return rows, _handed_on(pool)


def nested(pool, respond):
    async def rows():  # expect: unsafe-async-generator
        async with pool.acquire() as connection:
            async for row in connection.cursor():
                yield row  # expect: yield-in-context-manager/note

    return respond(rows())


class Derived(io.RawIOBase):
    async def lines(self, pool):  # expect: unsafe-async-generator
        async with pool.acquire() as connection:
            async for row in connection.cursor():
                yield row  # expect: yield-in-context-manager/note

    async def _lines(self, pool):  # expect: unsafe-async-generator
        async with pool.acquire() as connection:
            async for row in connection.cursor():
                yield row  # expect: yield-in-context-manager/warning


class Own:
    async def own_lines(self, pool):  # expect: unsafe-async-generator
        async with pool.acquire() as connection:
            async for row in connection.cursor():
                yield row  # expect: yield-in-context-manager/warning

    @pytest.mark.subscription
    async def decorated(self, pool):  # expect: unsafe-async-generator
        async with pool.acquire() as connection:
            async for row in connection.cursor():
                yield row  # expect: yield-in-context-manager/note


async def one_element(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        yield await connection.fetch()  # ok: once


async def in_front(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        rows = await connection.fetch()
    for row in rows:
        yield row  # ok: behind the block


async def suppressed(stream):  # expect: unsafe-async-generator
    with contextlib.suppress(OSError):
        async for x in stream:
            yield x  # ok: nothing is held


async def alternatives(stream):  # expect: unsafe-async-generator
    with contextlib.nullcontext():
        async for x in stream:
            yield x  # ok: nothing is held


class Plain:
    def lines(self, pool):
        with pool.acquire() as connection:
            for row in connection.cursor():
                yield row  # ok: no async generator


async def given_in_parts(response, parse):  # expect: unsafe-async-generator
    async with response as body:
        async for line in parse(body.content):
            yield line  # expect: yield-in-context-manager/note


async def given_and_another(response, pool):  # expect: unsafe-async-generator
    async with response, pool.acquire() as connection:
        async for line in response.lines():
            yield line  # expect: yield-in-context-manager/warning


async def given_and_not_read(response, lines):  # expect: unsafe-async-generator
    async with response:
        async for line in lines():
            yield line  # expect: yield-in-context-manager/warning


async def read(adapter, path):  # expect: unsafe-async-generator
    async with await adapter.open(path) as f:
        while chunk := await f.read():
            yield chunk  # expect: yield-in-context-manager/note


async def read_by_mode(path):  # expect: unsafe-async-generator
    async with await path.open("rb") as f:
        while chunk := await f.read():
            yield chunk  # expect: yield-in-context-manager/note


async def written(adapter, path):  # expect: unsafe-async-generator
    async with adapter.open(path, "w+b") as f:
        while chunk := await f.read():
            yield chunk  # expect: yield-in-context-manager/warning


async def perhaps_written(adapter, path, mode):  # expect: unsafe-async-generator
    async with adapter.open(path, mode=mode) as f:
        while chunk := await f.read():
            yield chunk  # expect: yield-in-context-manager/warning


async def read_before(adapter, path):  # expect: unsafe-async-generator
    async with adapter.open(path) as f:
        chunks = await f.read()
    for chunk in chunks:
        yield chunk  # ok: behind the block


async def whole_response(response):  # expect: unsafe-async-generator
    async with response as body:
        async for line in body:
            yield line  # ok: it is what it passes on


async def in_memory_too(xs):  # expect: unsafe-async-generator
    with io.StringIO() as text:
        for x in xs:
            await asyncio.sleep(1)
            yield text.write(x)  # ok: memory needs no closing


async def once(adapter, path):  # expect: unsafe-async-generator
    async with adapter.open(path, "wb") as f:
        yield f  # ok: as a dependency does


@contextlib.asynccontextmanager
async def counted(xs):
    xs.append(1)
    try:
        yield xs
    finally:
        xs.pop()


@contextlib.asynccontextmanager
async def borrowed(pool):
    connection = await pool.acquire()
    try:
        yield connection
    finally:
        await pool.release(connection)


async def ends_at_once(xs):  # expect: unsafe-async-generator
    async with counted(xs):
        for x in xs:
            await asyncio.sleep(1)
            yield x  # expect: yield-in-context-manager/note


async def ends_by_waiting(xs):  # expect: unsafe-async-generator
    async with borrowed(xs):
        for x in xs:
            await asyncio.sleep(1)
            yield x  # expect: yield-in-context-manager/warning


async def driven(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        request = await connection.first()
        while request:
            reply = yield request  # ok: asend() drives it to its end
            request = await connection.next(reply)


async def found(pool, wanted):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            if row == wanted:
                yield row  # ok: the next step ends it
                return


async def public_and_taken(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            yield row  # expect: yield-in-context-manager/note


async def public_and_left(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            yield row  # expect: yield-in-context-manager/warning


async def left_by_name(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            yield row  # expect: yield-in-context-manager/warning


async def taken_by_name(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            yield row  # expect: yield-in-context-manager/note


async def one_taken(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            yield row  # expect: yield-in-context-manager/warning


async def left_at_its_end(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            yield row  # expect: yield-in-context-manager/note
    yield None  # ok: behind the block


async def _closed_by_name(pool):  # expect: unsafe-async-generator
    async with pool.acquire() as connection:
        async for row in connection.rows():
            yield row  # ok: closed by the one who calls it


async def consumers(pool, send):
    async for row in public_and_taken(pool):
        for x in row:
            if x:
                break  # ok: of the loop within
        await send(row)
    async for row in public_and_left(pool):
        if row:  # the one
            break  # expect: generator-not-closed
    by_name = left_by_name(pool)
    async for row in by_name:
        if row:
            return  # ok: reported at the generator
    whole = taken_by_name(pool)
    async for row in whole:
        print(row)
    async for row in left_at_its_end(pool):
        if row is None:
            break  # ok: its end
    first = await anext(one_taken(pool))
    closed = _closed_by_name(pool)
    try:
        async for row in closed:
            if row == first:
                break  # ok: it is closed below
    finally:
        await closed.aclose()


class Kept:
    def __init__(self, pool):
        self.rows = self._rows(pool)

    async def next(self):
        return await anext(self.rows)

    async def aclose(self):
        await self.rows.aclose()

    async def _rows(self, pool):  # expect: unsafe-async-generator
        async with pool.acquire() as connection:
            async for row in connection.cursor():
                yield row  # ok: the object that keeps it closes it
