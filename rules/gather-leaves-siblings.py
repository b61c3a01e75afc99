"""Fixture: gather in a try whose handler goes on. Every line that is not marked is silent."""
import asyncio
import sys


async def read(connection):
    await connection.read()


async def write(connection):
    await connection.write()


async def closes(connection):
    try:
        await asyncio.gather(read(connection), write(connection))  # expect: gather-leaves-siblings
    except OSError:
        connection.close()


async def tries_again(connections):
    while True:
        try:
            return await asyncio.gather(*[read(c) for c in connections])  # expect: gather-leaves-siblings, unbounded-gather
        except (OSError, ValueError) as error:
            print(error)
            await asyncio.sleep(1)


async def raises(connection):
    try:
        await asyncio.gather(read(connection), write(connection))  # ok: whoever called decides
    except OSError as error:
        raise RuntimeError("connection lost") from error


async def raises_elsewhere(connection):
    try:
        await asyncio.gather(read(connection), write(connection))  # ok: a function that is there to raise
    except OSError as error:
        _raise_connection_error(error)


async def perhaps_raises(connection, strict):
    try:
        await asyncio.gather(read(connection), write(connection))  # ok: it does not go on in every case
    except OSError:
        if strict:
            raise


async def one(connection):
    try:
        await asyncio.gather(read(connection))  # ok: there are no others
    except OSError:
        connection.close()


async def collects(connection):
    try:
        await asyncio.gather(read(connection), write(connection), return_exceptions=True)  # expect: gather-results-dropped  # ok: waits for all
    except OSError:
        connection.close()


async def existing(tasks, reader, writer):
    try:
        await asyncio.gather(*tasks)  # ok: who made them has them
        await asyncio.gather(reader, writer)  # ok: the same
    except OSError:
        print("lost")


async def cancels(connection):
    reader = asyncio.create_task(read(connection))
    try:
        await asyncio.gather(reader, write(connection), read(connection))  # ok: the handler ends one of them at least
    except OSError:
        reader.cancel()


async def stopped(connection):
    try:
        await asyncio.gather(read(connection), write(connection))  # ok: cancelled, gather cancels them
    except asyncio.CancelledError:  # expect: swallowed-cancellation
        print("stopped")
    try:
        await asyncio.gather(read(connection), write(connection))  # ok: the end of all
    except KeyboardInterrupt:
        sys.exit()


async def in_time(connection):
    try:
        await asyncio.wait_for(asyncio.gather(read(connection), write(connection)), 5)  # ok: what wait_for cancels
    except TimeoutError:
        connection.close()


async def cleaned_up(connection):
    try:
        await asyncio.gather(read(connection), write(connection))  # ok: the exception goes on
    finally:
        connection.close()
