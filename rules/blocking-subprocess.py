"""Fixture: processes started and waited for on the loop."""
import asyncio
import os
import subprocess
import subprocess as sp
from os import system
from subprocess import check_output


async def run_to_the_end(args):
    subprocess.run(args)  # expect: blocking-subprocess
    sp.call(args)  # expect: blocking-subprocess
    check_output(args)  # expect: blocking-subprocess
    system("ls")  # expect: blocking-subprocess
    os.popen("ls").read()  # expect: blocking-subprocess
    os.spawnl(os.P_NOWAIT, "/bin/ls")  # expect: blocking-subprocess
    os.posix_spawn("/bin/ls", ["ls"], {})  # expect: blocking-subprocess


async def started(args, given: subprocess.Popen):
    process = subprocess.Popen(args)  # expect: blocking-subprocess/note
    process.wait()  # expect: blocking-subprocess
    process.communicate()  # expect: blocking-subprocess
    given.stdout.read()  # expect: blocking-subprocess
    process.poll()  # ok: returns at once
    process.kill()  # ok: sends a signal
    process.wait(timeout=0)  # ok: does not wait
    os.waitpid(process.pid, 0)  # expect: blocking-subprocess
    os.waitpid(process.pid, os.WNOHANG)  # ok: does not hang


class Server:
    def start(self, args):
        self.process = subprocess.Popen(args)  # ok: no coroutine

    async def stop(self):
        self.process.terminate()  # ok: sends a signal
        self.process.wait()  # expect: blocking-subprocess


async def asynchronous(args):
    process = await asyncio.create_subprocess_exec(*args)  # ok: made for asyncio
    await process.wait()  # ok: a coroutine
    await process.communicate()  # ok: a coroutine
    await asyncio.wait_for(process.wait(), 1)  # ok: a coroutine


async def off_the_loop(args):
    await asyncio.to_thread(subprocess.run, args)  # ok: a reference, run in a thread
    await asyncio.to_thread(lambda: subprocess.run(args))  # ok: the lambda runs in a thread

    def work():
        subprocess.run(args)  # ok: belongs to where it is called
    await asyncio.to_thread(work)


async def namesakes(runner, subprocess_like, process):
    runner.run("x")  # ok: nobody knows what it is
    subprocess_like.call("x")  # ok: likewise
    process.wait()  # ok: likewise
    subprocess.list2cmdline(["a"])  # ok: joins texts
    raise subprocess.CalledProcessError(1, "x")  # ok: an exception


async def polled(args):
    process = subprocess.Popen(args)  # expect: blocking-subprocess/note
    while process.poll() is None:  # ok: a foreign process has nothing to await
        await asyncio.sleep(0.1)
    return process.wait()  # ok: it has ended


class Polled:
    def __init__(self, args):
        self.process = subprocess.Popen(args)  # ok: not in a coroutine

    async def wait(self, quick):
        while self.process.poll() is None:  # ok: a foreign process has nothing to await
            await asyncio.sleep(0.1)
        if quick:
            return self.process.wait()  # ok: it has ended
        return self.process.communicate()  # ok: likewise


async def polled_then_more(process: subprocess.Popen, lock):
    while process.poll() is None:  # ok: a foreign process has nothing to await
        await asyncio.sleep(0.1)
    async with lock:
        for _ in range(2):
            process.wait()  # ok: it has ended, however deep this stands


async def polled_another(a: subprocess.Popen, b: subprocess.Popen):
    while a.poll() is None:  # ok: a foreign process has nothing to await
        await asyncio.sleep(0.1)
    b.wait()  # expect: blocking-subprocess/warning


async def polled_for_a_time(process: subprocess.Popen, until):
    while process.poll() is None and until():  # ok: a foreign process has nothing to await
        await asyncio.sleep(0.1)
    process.wait()  # expect: blocking-subprocess/warning


async def polled_some_times(process: subprocess.Popen, tries):
    while process.poll() is None:
        tries -= 1
        if tries == 0:
            break
        await asyncio.sleep(0.1)
    process.wait()  # expect: blocking-subprocess/warning


async def polled_in_branch(process: subprocess.Popen, patient):
    if patient:
        while process.poll() is None:  # ok: a foreign process has nothing to await
            await asyncio.sleep(0.1)
    process.wait()  # expect: blocking-subprocess/warning


async def polled_until_cancelled(process: subprocess.Popen):
    try:
        while process.poll() is None:  # ok: a foreign process has nothing to await
            await asyncio.sleep(0.1)
    finally:
        process.wait()  # expect: blocking-subprocess/warning


async def polled_before_the_next(args, process: subprocess.Popen):
    while process.poll() is None:  # ok: a foreign process has nothing to await
        await asyncio.sleep(0.1)
    process = subprocess.Popen(args)  # expect: blocking-subprocess/note
    process.wait()  # expect: blocking-subprocess/warning


async def polled_once(args):
    with subprocess.Popen(args) as process:  # expect: blocking-subprocess/note, blocking-subprocess/warning
        while True:
            if process.poll() is not None:
                break
            process.wait()  # expect: blocking-subprocess


# -- behind a test that says it has ended ----------------------------------------------------------------------------------------------


async def tested(process: subprocess.Popen, other: subprocess.Popen):
    if process.poll() is not None:
        process.communicate()  # ok: it has ended
        other.communicate()  # expect: blocking-subprocess
    status = process.poll()
    if status is not None:
        process.wait()  # ok: it has ended
        with process:  # ok: it has ended
            raise RuntimeError(status)
    else:
        process.wait()  # expect: blocking-subprocess
    if process.poll() is None:
        process.wait()  # expect: blocking-subprocess
    with other:  # expect: blocking-subprocess
        pass
    await asyncio.to_thread(other.wait)  # ok: in a thread


async def versions(node):
    subprocess.run([node, "--version"], capture_output=True)  # expect: blocking-subprocess/note
    subprocess.check_output("git --version", shell=True)  # expect: blocking-subprocess/note
    subprocess.run([node, "install"])  # expect: blocking-subprocess/warning
    await asyncio.create_subprocess_exec(node, "--version")  # ok: a coroutine
    await asyncio.to_thread(subprocess.run, [node, "--version"])  # ok: in a thread
    await asyncio.to_thread(subprocess.check_output, node)  # ok: in a thread


async def kills(process: subprocess.Popen, other: subprocess.Popen):
    try:
        process.wait(timeout=3)  # expect: blocking-subprocess
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()  # ok: killed in the statement before
    other.kill()
    other.communicate()  # ok: likewise
    other.terminate()
    other.wait()  # expect: blocking-subprocess
    process.kill()
    print("killed")
    other.wait()  # expect: blocking-subprocess
    subprocess.run(["taskkill", "/F", "/PID", str(process.pid)])  # expect: blocking-subprocess/note
