"""Fixture: reading streams. Every line that is not marked is silent."""
import asyncio

ALL = -1


async def body(reader: asyncio.StreamReader, size):
    await reader.read()                                 # expect: read-without-limit
    await reader.read(-1)                               # expect: read-without-limit
    await reader.read(n=ALL)                            # expect: read-without-limit
    await reader.read(1000)                             # ok: a limit
    await reader.read(size)                             # ok: the caller chooses
    await reader.readline()                             # ok: the stream's own limit


async def client(host, response, options):
    reader, writer = await asyncio.open_connection(host, 80)
    data = await reader.read()                          # expect: read-without-limit
    writer.close()
    await reader.read(*options)                         # ok: nobody knows
    return data, await response.read()                  # ok: nobody knows what it is


async def handle(reader, writer):
    await reader.read()                                 # expect: read-without-limit
    writer.close()


async def serve():
    return await asyncio.start_server(handle, port=1)


async def process(command):
    running = await asyncio.create_subprocess_exec(command, stdout=asyncio.subprocess.PIPE)
    return await running.stdout.read()                  # ok: a process that one starts oneself


async def named(reader: asyncio.StreamReader):
    read = reader.read
    await read()                                        # ok: not called on a reader, as far as the call shows
