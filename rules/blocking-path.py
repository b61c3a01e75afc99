"""Fixture: directories and metadata on the loop."""
import asyncio
import glob
import importlib
import io
import os
import os.path
import os.path as osp
import shutil
from os.path import exists, join
from pathlib import Path, PurePath

import anyio
from aiohttp import web

from site_of_it import app, registry


async def by_os(path):
    os.path.exists(path)  # expect: blocking-path
    osp.isdir(path)  # expect: blocking-path
    exists(path)  # expect: blocking-path
    os.stat(path)  # expect: blocking-path
    os.listdir(path)  # expect: blocking-path
    os.makedirs(path)  # expect: blocking-path
    join(path, "a")  # ok: text
    os.path.normpath(path)  # ok: text
    os.path.expanduser(path)  # ok: text and the environment
    os.path.abspath(path)  # ok: text and the working directory
    os.path.relpath(path)  # ok: likewise
    os.path.basename(path)  # ok: text
    os.getcwd()  # ok: the kernel knows it
    os.environ.get("a")  # ok: memory
    os.path.exists("/sys/class")  # ok: the kernel answers from memory


async def by_pathlib(path: Path, parts: "Path"):
    path.exists()  # expect: blocking-path
    (path / "a").is_file()  # expect: blocking-path
    ("a" / path).mkdir()  # expect: blocking-path
    path.resolve().unlink()  # expect: blocking-path, blocking-path
    for entry in path.iterdir():  # expect: blocking-path/note
        entry.stat()  # expect: blocking-path
    parts.is_dir()  # expect: blocking-path
    path.absolute()  # ok: the working directory
    path.expanduser()  # ok: the environment
    path.with_suffix(".a").name  # ok: text
    path.as_posix()  # ok: text
    path.relative_to("/").match("a")  # ok: text
    PurePath("a").full_match("b")  # ok: a pure path


async def trees(path):
    for root, _, files in os.walk(path):  # expect: blocking-path
        print(root, files)
    glob.glob("*.py")  # expect: blocking-path/note
    shutil.rmtree(path)  # expect: blocking-path/note
    shutil.which("a")  # expect: blocking-path
    await asyncio.to_thread(list, Path(path).glob("*"))  # ok: the thread goes through it
    await asyncio.to_thread(shutil.rmtree, path)  # ok: a reference
    await asyncio.to_thread(os.path.exists, path)  # ok: a reference


async def narrowed(path):
    if isinstance(path, str):
        return path.exists()  # ok: no path
    if isinstance(path, Path) and path.exists():  # expect: blocking-path
        return True
    return await anyio.Path(path).exists()  # ok: a coroutine


async def namesakes(path, store, os):
    path.exists()  # ok: nobody knows what it is
    store.stat("a")  # ok: likewise
    os.stat("a")  # ok: a parameter
    os.listdir("a")  # ok: a parameter


def plain(path: Path):
    return path.exists()  # ok: no coroutine


# -- whole trees, and something done with each entry --------------------------------------------------------------------------------


async def entries(path: Path, found):
    for root, _, files in os.walk(path):  # expect: blocking-path/warning
        for name in files:
            found.append(os.path.getsize(join(root, name)))  # expect: blocking-path/note
    for entry in path.rglob("*"):  # expect: blocking-path/warning
        if entry.is_file():  # expect: blocking-path/note
            found.append(entry)
    for entry in path.glob("**/*.json"):  # expect: blocking-path/warning
        found.append(entry.read_bytes())  # expect: blocking-file/warning
    for name in glob.glob("**/*.md", recursive=True):  # expect: blocking-path/warning
        os.remove(name)  # expect: blocking-path/note
    found += [entry for entry in path.rglob("*") if entry.is_dir()]  # expect: blocking-path/warning, blocking-path/note


async def names(path: Path, found):
    for root, _, files in os.walk(path):  # expect: blocking-path/note
        found += files
    for entry in path.glob("*.json"):  # expect: blocking-path/note
        found.append(entry.stat())  # expect: blocking-path/note
    found += sorted(path.rglob("*.py"))  # expect: blocking-path/note
    for entry in await asyncio.to_thread(list, path.rglob("*")):  # ok: the thread goes through it
        found.append(entry)
    for entry in await asyncio.to_thread(lambda: list(path.rglob("*"))):  # ok: in the thread
        found.append(entry)


# -- copies and removals --------------------------------------------------------------------------------------------------------------


async def moves(path, target, upload):
    shutil.copytree(path, target)  # expect: blocking-path/warning
    shutil.copyfileobj(upload, target)  # expect: blocking-path/warning
    shutil.make_archive(path, "zip")  # expect: blocking-path/warning
    shutil.copy(path, target)  # expect: blocking-path/note
    shutil.move(path, target)  # expect: blocking-path/note
    await asyncio.to_thread(shutil.copytree, path, target)  # ok: in a thread
    await asyncio.to_thread(shutil.copy, path, target)  # ok: in a thread
    shutil.copyfileobj(io.BytesIO(b""), target)  # ok: memory


@app.delete("/workspaces/{name}")
async def remove(name):
    shutil.rmtree(name)  # expect: blocking-path/warning
    os.remove(name)  # expect: blocking-path/note
    await asyncio.to_thread(shutil.rmtree, name)  # ok: in a thread


async def remove_by(request: web.Request, name):
    shutil.move(name, "/trash")  # expect: blocking-path/warning
    importlib.reload(app)  # expect: blocking-path/warning
    await asyncio.to_thread(shutil.move, name, "/trash")  # ok: in a thread


@registry.get(remove)
async def reload(name: "str"):
    importlib.reload(app)  # expect: blocking-path/note
    importlib.import_module(name)  # ok: not listed
    shutil.rmtree(name)  # expect: blocking-path/note


async def texts(path: Path):
    path.with_name("a").with_suffix(".b")  # ok: text
    path.parent.parts  # ok: text
    path.is_absolute()  # ok: text
    os.path.split(path)  # ok: text
    os.path.splitext(path)  # ok: text
    os.path.commonpath([path])  # ok: text
    os.fspath(path)  # ok: text
    glob.escape(path)  # ok: text
    await asyncio.to_thread(path.stat)  # ok: in a thread
    await asyncio.to_thread(os.listdir, path)  # ok: in a thread
    await asyncio.to_thread(os.remove, path)  # ok: in a thread
    await anyio.Path(path).stat()  # ok: a coroutine
    await anyio.Path(path).mkdir()  # ok: a coroutine
    await anyio.Path(path).unlink()  # ok: a coroutine
    os.sep.join(["a"])  # ok: text
    os.path.isabs(path)  # ok: text


# -- walks that let others in --------------------------------------------------------------------------------------------------


async def walks_lazily(root: Path, put):
    for entry in root.rglob("*"):  # expect: blocking-path/note
        if entry.is_file():  # expect: blocking-path/note
            await put(entry)  # ok: others run in between
    for entry in root.rglob("*"):  # expect: blocking-path/warning
        entry.stat()  # expect: blocking-path/note
    for name in glob.glob("/srv/**", recursive=True):  # expect: blocking-path/warning
        if os.path.isfile(name):  # expect: blocking-path/note
            await put(name)  # ok: the walk is over by then
    await asyncio.to_thread(lambda: list(root.rglob("*")))  # ok: in a thread


async def copies(path, target):
    with open(path) as text:  # expect: blocking-file/note
        shutil.copyfileobj(text, target)  # expect: blocking-path/note
    with open(path, "rb") as source:  # expect: blocking-file/note
        shutil.copyfileobj(source, target)  # expect: blocking-path/warning
    await asyncio.to_thread(shutil.copyfileobj, path, target)  # ok: a reference
    shutil.copyfileobj(io.BytesIO(b""), target)  # ok: memory
    await asyncio.to_thread(shutil.copytree, path, target)  # ok: a reference
    await asyncio.to_thread(os.walk, path)  # ok: a reference
