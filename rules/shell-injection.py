import asyncio
import os
import shlex

PORT = 8080
TOOL = "tar"


async def built(path, options: list[str], count: int):
    await asyncio.create_subprocess_shell(f"tar czf x.tgz {path}")  # expect: shell-injection
    await asyncio.create_subprocess_shell("rm " + path)  # expect: shell-injection
    await asyncio.create_subprocess_shell("rm -r %s" % path)  # expect: shell-injection
    await asyncio.create_subprocess_shell("cp %s %s" % (TOOL, path))  # expect: shell-injection
    await asyncio.create_subprocess_shell("rm {}".format(path))  # expect: shell-injection
    await asyncio.create_subprocess_shell("rm {p}".format(p=path))  # expect: shell-injection
    await asyncio.create_subprocess_shell(cmd=f"{TOOL} " + f"{path}")  # expect: shell-injection
    command = f"cat {path}"
    await asyncio.create_subprocess_shell(command)  # expect: shell-injection
    await asyncio.create_subprocess_shell(f"tar x {' '.join(options)}")  # expect: shell-injection
    quoted = shlex.quote(path)
    await asyncio.create_subprocess_shell(f"rm {quoted}")  # ok: quoted
    await asyncio.create_subprocess_shell(f"rm {shlex.quote(path)} {shlex.join(options)}")  # ok: quoted
    await asyncio.create_subprocess_shell(f"{TOOL} x -p {PORT}")  # ok: constants
    await asyncio.create_subprocess_shell(f"sleep {count} {len(options)} {os.getpid()}")  # ok: numbers
    await asyncio.create_subprocess_shell("ls " + TOOL)  # ok: constants
    await asyncio.create_subprocess_shell("ls")  # ok: a constant
    await asyncio.create_subprocess_shell(path)  # ok: a command from elsewhere
    await asyncio.create_subprocess_shell(f"rm {' '.join(shlex.quote(o) for o in options)}")  # ok: quoted
    await asyncio.create_subprocess_shell("tar " + ("-v" if count else "-q"))  # ok: constants
    await asyncio.create_subprocess_shell("exec " + shlex.join(options))  # ok: quoted
    await asyncio.create_subprocess_exec("rm", f"{path}")  # ok: no shell


async def by_the_loop(path, protocol, loop: asyncio.AbstractEventLoop):
    await loop.subprocess_shell(protocol, f"cat {path}")  # expect: shell-injection
    await loop.subprocess_shell(protocol, "cat x")  # ok: a constant
    await loop.subprocess_exec(protocol, "cat", path)  # ok: no shell
