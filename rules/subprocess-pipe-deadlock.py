import asyncio
import subprocess
from asyncio.subprocess import DEVNULL, PIPE, STDOUT


async def unread():
    process = await asyncio.create_subprocess_exec("ls", stdout=asyncio.subprocess.PIPE)
    await process.wait()  # expect: subprocess-pipe-deadlock
    return process.returncode


async def unread_stderr():
    process = await asyncio.create_subprocess_shell("ls", stdout=PIPE, stderr=subprocess.PIPE)
    async for line in process.stdout:
        print(line)
    return await process.wait()  # expect: subprocess-pipe-deadlock


async def late():
    process = await asyncio.create_subprocess_exec("ls", stdout=PIPE, stderr=PIPE)
    await process.wait()  # expect: subprocess-pipe-deadlock
    return await process.stdout.read(), await process.stderr.read()


async def killed_too_late():
    process = await asyncio.create_subprocess_exec("ls", stdout=PIPE)
    try:
        await asyncio.wait_for(process.wait(), 5)  # expect: subprocess-pipe-deadlock
    except TimeoutError:
        process.kill()
        await process.wait()


async def communicates():
    process = await asyncio.create_subprocess_exec("ls", stdout=PIPE, stderr=PIPE)
    out, err = await process.communicate()
    await process.wait()  # ok: both pipes were read to their ends
    return out, err


async def reads_first():
    process = await asyncio.create_subprocess_exec("ls", stdout=PIPE)
    out = await process.stdout.read()
    await process.wait()  # ok: read before
    return out


async def read_by_a_task(read):
    process = await asyncio.create_subprocess_exec("ls", stdout=PIPE)
    task = asyncio.create_task(read(process.stdout))
    await process.wait()  # ok: the task reads meanwhile
    await task


async def killed():
    process = await asyncio.create_subprocess_exec("ls", stdout=PIPE)
    await asyncio.sleep(1)
    process.kill()
    await process.wait()  # ok: a child that was killed does not wait for room


async def handed_on(watch):
    process = await asyncio.create_subprocess_exec("ls", stdout=PIPE)
    watch(process)
    await process.wait()  # ok: whoever has it may read


async def no_pipe():
    process = await asyncio.create_subprocess_exec("ls", stdin=PIPE, stdout=DEVNULL, stderr=STDOUT)
    await process.wait()  # ok: the only pipe is the one that the child reads


async def inherited():
    process = await asyncio.create_subprocess_exec("ls")
    await process.wait()  # ok: no pipe


async def not_waited_for():
    process = await asyncio.create_subprocess_exec("ls", stdout=PIPE)
    return process.pid  # ok: nobody waits


async def made_by_somebody(start):
    process = await start("ls", stdout=PIPE)
    await process.wait()  # ok: nobody knows what that is
