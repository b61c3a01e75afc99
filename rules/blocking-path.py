"""Fixture: directories and metadata on the loop."""
import asyncio
import glob
import os
import os.path
import os.path as osp
import shutil
from os.path import exists, join
from pathlib import Path, PurePath

import anyio


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
    glob.glob("*.py")  # expect: blocking-path/warning
    shutil.rmtree(path)  # expect: blocking-path
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
