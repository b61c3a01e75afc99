"""Fixture: files on the loop."""
import asyncio
import fcntl
import gzip
import io
import os
import pathlib
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path

import aiofiles
import anyio
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


async def own(root: Path, user, name):
    (root / "state.json").read_text()  # expect: blocking-file/note
    open(os.path.join(root, "info.yaml"))  # expect: blocking-file/note
    open(f"{root}/a.lock", "w")  # expect: blocking-file/note
    lock = pathlib.Path(root) / ".env"
    lock.write_text("")  # expect: blocking-file/note
    root.joinpath("settings.toml").open()  # expect: blocking-file/note
    open("service.pid")  # expect: blocking-file/note
    open(root / f"{user}.json")  # expect: blocking-file/warning
    open(name)  # expect: blocking-file/warning
    open(root + "/state.json")  # expect: blocking-file/note
    open(name + ".json")  # expect: blocking-file/warning
    open(root / "all.csv")  # expect: blocking-file/warning
    open(os.path.join("state.json", name))  # expect: blocking-file/warning


async def of_any_size(root: Path, data):
    pandas.read_json(root / "data.json")  # expect: blocking-file/warning
    zipfile.ZipFile(root / "all.log")  # expect: blocking-file/warning
    shutil.rmtree(root / "dir.lock")  # expect: blocking-path/warning
    shutil.copyfile(root / "a.log", root / "b.log")  # expect: blocking-path/warning
    pandas.read_json(io.BytesIO(data))  # ok: no file
    await asyncio.to_thread(pandas.read_json, root / "data.json")  # ok: in a thread
    await asyncio.to_thread(shutil.rmtree, root / "dir.lock")  # ok: likewise


async def locks(file, wait):
    fcntl.flock(file, fcntl.LOCK_EX)  # expect: blocking-file/warning
    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # ok: raises where somebody holds it
    fcntl.flock(file, fcntl.LOCK_UN)  # ok: gives it up
    fcntl.lockf(file, wait)  # expect: blocking-file/warning
