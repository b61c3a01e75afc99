"""Fixture: files on the loop."""
import asyncio
import contextlib
import fcntl
import gzip
import io
import os
import pathlib
import shutil
import tarfile
import tempfile
import tomllib
import zipfile
from pathlib import Path
from typing import BinaryIO, cast

import aiofiles
import aiohttp
import anyio
import httpx
import pandas


async def opened(path):
    with open(path) as file:  # expect: blocking-file
        file.read()  # ok: reported where it is opened
        for line in file:  # ok: reported where it is opened
            print(line)
    io.open(path)  # expect: blocking-file
    os.fdopen(3)  # expect: blocking-file
    Path(path).open()  # expect: blocking-file
    pathlib.Path(path).read_text()  # expect: blocking-file
    gzip.open(path)  # expect: blocking-file
    tempfile.NamedTemporaryFile()  # expect: blocking-file
    open("/proc/self/status")  # ok: the kernel answers from memory


async def by_path(path: Path, name: str, maybe: Path | None):
    path.read_bytes()  # expect: blocking-file
    (path / name).write_text("x")  # expect: blocking-file
    path.parent.joinpath(name).write_bytes(b"")  # expect: blocking-file
    maybe.read_text()  # expect: blocking-file
    path.with_suffix(".py")  # ok: no file is touched
    path.read_what(name)  # ok: no such method blocks


async def narrowed(path):
    if isinstance(path, Path):
        return path.read_text()  # expect: blocking-file
    return path.read_text()  # ok: nobody knows what it is


class Log:
    def __init__(self, path):
        self.file = open(path, "a")  # ok: no coroutine
        self.buffer = io.StringIO()

    async def write(self, line):
        self.file.write(line)  # expect: blocking-file
        self.buffer.write(line)  # ok: memory


async def archives(data, path):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:  # ok: memory
        archive.read("x")  # ok: memory
    buffer = io.BytesIO(data)
    tarfile.open(fileobj=buffer)  # ok: memory
    with tarfile.open(path) as archive:  # expect: blocking-file
        archive.extractall()  # ok: reported where it is opened


async def asynchronous(path):
    async with aiofiles.open(path) as file:  # ok: made for asyncio
        await file.read()
    await anyio.Path(path).read_text()  # ok: a coroutine
    await asyncio.to_thread(Path(path).read_text)  # ok: a reference, run in a thread
    await asyncio.to_thread(open, path)  # ok: a reference
    anyio.wrap_file(open(path))  # ok: as its users have it


async def shadowed(open, file):
    open("x")  # ok: a parameter
    file.read()  # ok: nobody knows what it is


async def handlers(reader: asyncio.StreamReader, path):
    await reader.read(100)  # ok: a coroutine

    def load():
        with open(path) as file:  # ok: belongs to where it is called
            return file.read()
    return await asyncio.to_thread(load)


async def later(path, text=open(__file__).read()):  # ok: runs at definition
    return lambda: open(path)  # ok: belongs to who calls it


# -- files that are on no disk --------------------------------------------------------------------------------------------------


async def pseudo_files(pid, name, root):
    open(f"/proc/{pid}/stat")  # ok: the kernel answers from memory, whatever the process
    open("/proc/%d/stat" % pid)  # ok: likewise
    open("/proc/" + str(pid))  # ok: likewise
    open("/sys/class/{}".format(name))  # ok: likewise
    open(os.path.join("/sys", name))  # ok: likewise
    status = f"/proc/{pid}/status"
    open(status)  # ok: likewise
    (Path("/proc") / str(pid) / "stat").read_text()  # ok: likewise
    Path(f'''/proc/{pid}/stat''').read_bytes()  # ok: likewise
    open(f"{root}/proc/stat")  # expect: blocking-file
    open(f"/process/{pid}")  # expect: blocking-file
    open(f"")  # expect: blocking-file
    open(os.path.join(root, "/proc"))  # expect: blocking-file
    Path(root).write_text("/proc/self")  # expect: blocking-file
    (Path("/var") / "proc").read_text()  # expect: blocking-file


async def spooled():
    with tempfile.SpooledTemporaryFile(max_size=1000) as file:  # ok: in memory until it is large
        file.write(b"x")


# -- files of the program's own, which are small: notes ---------------------------------------------------------------------------


async def own(request, root: Path, user, name):
    (root / "state.json").read_text()  # expect: blocking-file/note
    open(os.path.join(root, "info.yaml"))  # expect: blocking-file/note
    open(f"{root}/a.lock", "w")  # expect: blocking-file/note
    lock = pathlib.Path(root) / ".env"
    lock.write_text("")  # expect: blocking-file/note
    root.joinpath("settings.toml").open()  # expect: blocking-file/note
    open("service.pid")  # expect: blocking-file/note
    open(root / "state.json", "rb").read()  # expect: blocking-file/note
    open(root / f"{user}.json", "rb").read()  # expect: blocking-file/warning
    open(name, "rb").read()  # expect: blocking-file/warning
    open(root + "/state.json", "rb").read()  # expect: blocking-file/note
    open(name + ".json", "rb").read()  # expect: blocking-file/warning
    open(root / "all.csv", "rb").read()  # expect: blocking-file/warning
    open(os.path.join("state.json", name), "rb").read()  # expect: blocking-file/warning


async def of_any_size(root: Path, data):
    pandas.read_json(root / "data.json")  # expect: blocking-file/warning
    zipfile.ZipFile(root / "all.log")  # expect: blocking-file/warning
    shutil.copytree(root / "dir.lock", root / "b.lock")  # expect: blocking-path/warning
    pandas.read_json(io.BytesIO(data))  # ok: no file
    await asyncio.to_thread(pandas.read_json, root / "data.json")  # ok: in a thread
    await asyncio.to_thread(shutil.rmtree, root / "dir.lock")  # ok: likewise


async def locks(file, wait):
    fcntl.flock(file, fcntl.LOCK_EX)  # expect: blocking-file/warning
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ok: raises where somebody holds it
    fcntl.flock(file, fcntl.LOCK_UN)  # ok: gives it up
    fcntl.lockf(file, wait)  # expect: blocking-file/warning


# -- files of any size: a loop reads or writes them --------------------------------------------------------------------------------


async def by_chunks(path, response, sending):
    with open(path, "rb") as source:  # expect: blocking-file/warning
        while chunk := source.read(65536):  # ok: the file is reported where it is opened
            await sending.write(chunk)
    with open(path, "wb") as target:  # expect: blocking-file/warning
        async for chunk in response:
            target.write(chunk)  # ok: the file is reported where it is opened
    with open(path, "a") as log:  # expect: blocking-file/warning
        async for line in response:
            log.write(line)  # ok: the file is reported where it is opened
    with open(path) as lines:  # expect: blocking-file/warning
        for line in lines:
            await sending.write(line)
    with open(path) as lines:  # expect: blocking-file/warning
        return [line.strip() for line in lines]


async def text_at_once(path, response, rows):
    with open(path) as config:  # expect: blocking-file/note
        text = config.read()  # ok: the file is reported where it is opened
    with open(path, "w") as report:  # expect: blocking-file/note
        report.write(text)  # ok: the file is reported where it is opened
        for row in rows:
            report.write(row)  # ok: the file is reported where it is opened
    for name in rows:
        with open(name) as one:  # expect: blocking-file/note
            text += one.read()  # ok: the file is reported where it is opened
    path.write_text(text)  # ok: nobody knows what it is
    await asyncio.to_thread(path.write_text, text)  # ok: in a thread


# -- binary files, which nobody writes by hand -------------------------------------------------------------------------------------


async def binary(request, path: Path, data, key, image, client):
    path.read_bytes()  # expect: blocking-file/warning
    path.write_bytes(data)  # expect: blocking-file/warning
    path.write_bytes(b"\x00")  # expect: blocking-file/note
    path.write_bytes(key.public_bytes())  # expect: blocking-file/note
    path.write_bytes(f"{key}".encode() + b"x")  # expect: blocking-file/note
    with open(path, "rb") as source:  # expect: blocking-file/warning
        source.read()  # ok: the file is reported where it is opened
    with path.open("rb") as head:  # expect: blocking-file/note
        head.read(16)
    with open(path, mode="wb") as target:  # expect: blocking-file/warning
        target.write(data)  # ok: the file is reported where it is opened
    with open(path, "wb") as short:  # expect: blocking-file/note
        short.write(b"P" + "x".encode())  # ok: the file is reported where it is opened
    with open(path, "wb") as picture:  # expect: blocking-file/warning
        image.save(picture, "PNG")
    with open(path, "rb") as sent:  # expect: blocking-file/warning
        await client.post("/", files={"a": sent})
    with open(path, "rb") as sent:  # expect: blocking-file/warning
        await client.create(file=sent)
    handle = open(path, "rb")  # expect: blocking-file/warning
    return handle.read(-1)  # ok: the file is reported where it is opened


PICTURE = Path(__file__).parent / "picture"


async def not_much(path, offset, names, start, cert_path: Path):
    with open(path, "rb") as tail:  # expect: blocking-file/note
        tail.seek(offset)  # ok: the file is reported where it is opened
        print(tail.read())  # ok: the file is reported where it is opened
    with open(path, "rb") as settings:  # expect: blocking-file/note
        tomllib.load(settings)
    with open(path, "ab") as log:  # expect: blocking-file/note
        await asyncio.create_subprocess_exec("a", stdout=log)
    with open(path, "rb") as passed:  # expect: blocking-file/note
        await asyncio.to_thread(start, passed)
    cert_path.read_bytes()  # expect: blocking-file/note
    PICTURE.read_bytes()  # expect: blocking-file/note
    os.fdopen(names)  # expect: blocking-file/note
    io.BytesIO(b"x").read()  # ok: memory
    await asyncio.to_thread(cert_path.read_bytes)  # ok: in a thread


async def watch_ssl_files(paths, digest):
    for path in paths:
        with open(path, "rb") as file:  # expect: blocking-file/note
            digest.update(file.read())  # ok: the file is reported where it is opened
    await asyncio.to_thread(digest.digest)  # ok: in a thread


async def records(path, out):
    with open(path) as file:  # expect: blocking-file/note
        for _ in range(10):
            out.append(file.readline())  # ok: the file is reported where it is opened
    with open(path) as file:  # expect: blocking-file/warning
        while line := file.readline():  # ok: the file is reported where it is opened
            out.append(line)
    await asyncio.to_thread(out.clear)  # ok: in a thread


@contextlib.asynccontextmanager
async def passes_on(path):
    with open(path, "wb") as file:  # expect: blocking-file/note
        yield file, path
    await asyncio.to_thread(path.unlink)  # ok: in a thread
    await asyncio.to_thread(path.open, "wb")  # ok: a reference
    await asyncio.to_thread(io.open, path)  # ok: a reference


class Spool:
    def __init__(self, path):
        self.file = open(path, "ab")  # ok: no coroutine
        self.text = open(path, "a")  # ok: no coroutine

    async def keep(self, data, parts):
        self.file.write(data)  # expect: blocking-file/warning
        self.file.write(b"\n")  # expect: blocking-file/note
        self.text.write("line")  # expect: blocking-file/note
        self.text.write(data)  # expect: blocking-file/note
        async for part in parts:
            self.text.write(part)  # expect: blocking-file/warning
        self.file.tell()  # ok: no such method blocks
        self.file.fileno()  # ok: likewise
        await asyncio.to_thread(self.file.write, data)  # ok: in a thread
        await asyncio.to_thread(self.text.write, data)  # ok: in a thread


# -- the thread does it ------------------------------------------------------------------------------------------------------------


async def in_threads(path: Path, data, response):
    def save():
        with open(path, "wb") as target:  # ok: belongs to where it is called
            target.write(data)

    def load():
        return path.read_bytes()  # ok: likewise

    await asyncio.to_thread(save)
    await asyncio.to_thread(load)
    await asyncio.to_thread(path.write_bytes, data)  # ok: a reference
    await asyncio.to_thread(lambda: path.read_bytes())  # ok: the lambda runs in the thread
    async with aiofiles.open(path, "wb") as target:  # ok: made for asyncio
        async for chunk in response:
            await target.write(chunk)  # ok: a coroutine
    async with aiofiles.open(path, "rb") as source:  # ok: made for asyncio
        await source.read()  # ok: a coroutine
    await anyio.Path(path).read_bytes()  # ok: a coroutine
    await anyio.Path(path).write_bytes(data)  # ok: a coroutine
    await asyncio.to_thread(path.read_text)  # ok: a reference
    await asyncio.to_thread(path.write_text, "a")  # ok: a reference
    await asyncio.to_thread(gzip.open, path)  # ok: a reference
    await asyncio.to_thread(zipfile.ZipFile, path)  # ok: a reference
    await asyncio.to_thread(tempfile.mkdtemp)  # ok: a reference
    buffer = io.BytesIO()
    buffer.write(data)  # ok: memory
    buffer.read()  # ok: memory
    await asyncio.to_thread(os.fsync, 1)  # ok: a reference
    await asyncio.to_thread(tarfile.open, path)  # ok: a reference
    with open("/dev/null", "wb") as nothing:  # ok: no disk
        nothing.write(data)  # ok: likewise
    with open("/proc/self/maps") as maps:  # ok: the kernel answers from memory
        for line in maps:
            print(line)


def find_firmware(name) -> pathlib.Path | None:
    return next((p for p in (pathlib.Path("/lib/firmware"), pathlib.Path.home()) if (p / name).exists()), None)


async def loads_firmware(name, path: pathlib.Path, upload: UploadFile | None):
    firmware = find_firmware(name)
    image = firmware.read_bytes()  # expect: blocking-file/note
    with open(find_firmware(name), "rb") as file:  # expect: blocking-file/note
        image += file.read()  # ok: the file is reported where it is opened
    image += path.read_bytes()  # expect: blocking-file/warning
    with open(find_firmware(name), "rb") as file:  # expect: blocking-file/warning
        while chunk := file.read(65536):  # ok: the file is reported where it is opened
            image += chunk
    return image


async def saves_one(path: Path, picture, parts):
    path.read_bytes()  # expect: blocking-file/note
    path.write_bytes(picture)  # expect: blocking-file/note
    with open(path, "wb") as target:  # expect: blocking-file/note
        target.write(picture)  # ok: the file is reported where it is opened
    with open(path, "wb") as target:  # expect: blocking-file/warning
        for part in parts:
            target.write(part)  # ok: the file is reported where it is opened
    for part in parts:
        part.path  # ok: an attribute
        pathlib.Path(part).read_bytes()  # expect: blocking-file/warning


async def of_asgi(scope, receive, send):
    with open(scope["path"], "rb") as static:  # expect: blocking-file/warning
        await send(static.read())  # ok: the file is reported where it is opened


# -- what is small after all, and what is in memory ----------------------------------------------------------------------------


class Pieces:
    def __init__(self):
        self.parts = []

    def write(self, data):
        self.parts.append(bytes(data))


class Journal:
    def __init__(self, path):
        self.target = open(path, "ab")  # ok: no coroutine

    def write(self, data):
        self.target.write(data)


async def packs(data: bytes, path):
    pieces = Pieces()
    with zipfile.ZipFile(cast(BinaryIO, io.BytesIO(data))) as archive:  # ok: memory
        archive.read("a")  # ok: memory
    with zipfile.ZipFile(pieces, "w") as archive:  # ok: kept in a list
        archive.writestr("a", "b")  # ok: likewise
    with zipfile.ZipFile(cast(BinaryIO, pieces), "w") as archive:  # ok: likewise
        archive.writestr("a", "b")  # ok: likewise
    with zipfile.ZipFile(Journal(path), "w") as archive:  # expect: blocking-file/warning, transitive-blocking
        archive.writestr("a", "b")  # ok: reported where it is opened
    with zipfile.ZipFile(io.BytesIO(data)) as archive:  # ok: memory
        with archive.open("a") as member:  # ok: memory
            member.read()  # ok: memory
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:  # ok: memory
        archive.extractfile("a").read()  # ok: memory


async def takes_text(upload: UploadFile, path: Path):
    if not upload.filename.endswith(".json"):
        return  # ok: a text
    path.write_bytes(await upload.read())  # expect: blocking-file/note


async def takes_texts_apart(upload: UploadFile, path: Path):
    if upload.filename.endswith(".json"):
        path.write_bytes(await upload.read())  # expect: blocking-file/note
    else:
        path.write_bytes(await upload.read())  # expect: blocking-file/warning
    await upload.seek(0)  # ok: a coroutine


async def takes_anything(upload: UploadFile, path: Path, session: aiohttp.ClientSession, client: httpx.AsyncClient):
    path.write_bytes(await upload.read())  # expect: blocking-file/warning
    with open(path, "rb") as file:  # expect: blocking-file/warning
        picture = file.read()  # ok: reported where it is opened
    with open(path, "rb") as file:  # expect: blocking-file/note
        text = file.read()  # ok: reported where it is opened
    with open(path, "rb") as file:  # expect: blocking-file/note
        more = file.read().decode()  # ok: reported where it is opened
    with open(path, "rb") as file:  # expect: blocking-file/note
        await session.put("/", data=file)  # ok: aiohttp reads it in a thread
    with open(path, "rb") as file:  # expect: blocking-file/warning
        await client.put("/", data=file)  # ok: reported where it is opened
    with open(path, "rb") as file:  # expect: blocking-file/note
        shutil.copyfileobj(file, upload.file)  # expect: blocking-path
    with open(path, "rb") as file:  # expect: blocking-file/warning
        shutil.copyfileobj(file, io.BytesIO())  # ok: reported where it is opened
    return picture, text.decode(), more  # ok: text


async def records_of_bytes(path, queue):
    with open(path, "rb") as file:  # expect: blocking-file/note
        while record := file.read(16):  # ok: from the buffer
            await queue.put(record)
    with open(path, "rb") as file:  # expect: blocking-file/warning
        while chunk := file.read(65536):  # ok: reported where it is opened
            await queue.put(chunk)


async def looks_at_the_end(path):
    zipfile.is_zipfile(path)  # expect: blocking-file/note
    await asyncio.to_thread(zipfile.is_zipfile, path)  # ok: in a thread
