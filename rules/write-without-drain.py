"""Fixture: writes to streams. Every line that is not marked is silent."""
import asyncio
import io
from asyncio import StreamReader, StreamWriter


async def send(writer: asyncio.StreamWriter, rows):
    for row in rows:
        writer.write(row)                                   # expect: write-without-drain
    await writer.drain()


async def send_lines(writer: "StreamWriter", files, reader: StreamReader):
    for file in files:
        writer.writelines(file)                             # expect: write-without-drain
    while True:
        data = await reader.read(1000)
        if not data:
            break
        writer.write(data)                                  # expect: write-without-drain
    async for line in reader:
        writer.write(line)                                  # expect: write-without-drain


async def drains(writer: StreamWriter, rows, reader):
    for row in rows:
        writer.write(row)                                   # ok: it waits each time round
        await writer.drain()
    for i, row in enumerate(rows):
        writer.write(row)                                   # ok: it waits now and then
        if i % 100 == 0:
            await writer.drain()
    for row in rows:
        writer.write(b"row")                                # ok: it waits for the row behind it
        for part in row:
            writer.write(part)
            await asyncio.wait_for(writer.drain(), 5)
    while data := await reader.read():
        writer.write(data)                                  # ok: it looks at the buffer
        if writer.transport.get_write_buffer_size() > 10000:
            break


async def few(writer: StreamWriter, headers, timer):
    for name in ("a", "b"):
        writer.write(name)                                  # ok: two
    for name, value in headers.items():
        writer.write(name + value)                          # ok: headers are few
    for _ in range(3):
        writer.write(b"-")                                  # ok: three
    while True:
        await asyncio.sleep(30)
        writer.write(b"ping")                               # ok: two a minute
        if timer.done():
            break
    await writer.drain()


class Connection:
    def __init__(self, name):
        self.name = name
        self.writer: asyncio.StreamWriter | None = None
        self.file = None

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection(self.name, 80)
        self.file = io.BytesIO()

    async def flush(self):
        await self.writer.drain()

    async def send(self, messages):
        for message in messages:
            self.writer.write(message)                      # expect: write-without-drain

    async def send_flushed(self, messages):
        for message in messages:
            self.writer.write(message)                      # ok: flush() waits
            await self.flush()

    async def send_handed(self, messages, wait_for_room):
        for message in messages:
            self.writer.write(message)                      # ok: somebody is given the writer, to wait for it
            await wait_for_room(self.writer)

    def send_all(self, messages):
        for message in messages:
            self.writer.write(message)                      # expect: write-without-drain

    def send_one(self, message):
        self.writer.write(message)                          # ok: whoever calls it may wait

    async def send_once(self, message):
        self.writer.write(message)                          # expect: write-without-drain/note
        self.writer.write(b"\n")                            # ok: told of once

    async def send_last(self, message):
        self.writer.write(message)                          # ok: closing it sends what is there
        self.writer.close()

    async def send_and_wait(self, message):
        self.writer.write(message)                          # ok: it waits
        await self.writer.drain()

    async def send_in_task(self, message):
        self.writer.write(message)                          # ok: somebody waits
        waiting = self.writer.drain()
        await asyncio.wait_for(waiting, 5)

    async def save(self, rows):
        for row in rows:
            self.file.write(row)                            # ok: no stream


async def echo(reader, writer):
    while line := await reader.readline():
        writer.write(line)                                  # expect: write-without-drain


async def not_a_handler(reader, writer):
    while line := await reader.readline():
        writer.write(line)                                  # ok: nobody knows what it is


async def serve():
    return await asyncio.start_server(echo, port=1)


async def feed(command, rows, file):
    process = await asyncio.create_subprocess_exec(command, stdin=asyncio.subprocess.PIPE)
    for row in rows:
        process.stdin.write(row)                            # expect: write-without-drain
    process.stdin.close()
    for row in rows:
        file.write(row)                                     # ok: nobody knows what it is
    await process.wait()
