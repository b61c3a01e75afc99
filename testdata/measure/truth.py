"""Programs, CPython's traces of them, and aqlint's: what run, record and compare share.

One thing is not equal to the last bit: a job in a thread that sleeps several times is one time for the simulator, while a
thread adds each sleep to its clock.
"""
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(ROOT / "testdata/oracle"))
import interpreters  # noqa: E402

AQLINT = os.environ.get("AQLINT") or str(ROOT / os.environ.get("BUILD", "build") / "aqlint")
DIGESTS = HERE / "digests"
# Real computation (4) takes no virtual time, so that CPython would go on for ever; the others of the article do.
ARTICLE = [ROOT / "testdata/seed" / name for name in ("1_heartbeat.py", "2_task_per_job.py", "3_semaphore.py",
                                                     "5_many_workers.py")]
PROGRAMS = sorted(HERE.glob("programs/*.py")) + ARTICLE


def first_version(program):
    """(3, 11) where the docstring says `From 3.11`."""
    since = re.search(r"From 3\.(\d+)", program.read_text().split('"""')[1])
    return (3, int(since[1])) if since else (3, 8)


def runs_on(program, version):
    return interpreters.minor(version) >= first_version(program)


def cpython(python, program):
    """The trace of the program on CPython's own loop in virtual time, and what it prints."""
    with tempfile.TemporaryDirectory() as d:
        out = pathlib.Path(d, "trace")
        done = subprocess.run([python, str(ROOT / "testdata/oracle/vloop.py"), str(program), "--trace", str(out)],
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        return out.read_text() if out.exists() else done.stderr, done.stdout


def lowered(program, version, *options):
    """The trace of what aqlint makes of the source, and the process that made it."""
    with tempfile.TemporaryDirectory() as d:
        out = pathlib.Path(d, "trace")
        done = subprocess.run([AQLINT, "sim", str(program), "--trace", str(out), "--python", interpreters.profile(version),
                               *options], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120)
        return out.read_text() if out.exists() else "", done


def digest(trace):
    return f"{trace.count(chr(10))} {hashlib.sha256(trace.encode()).hexdigest()[:32]}"


def recorded():
    """(program's name, version): number of lines and digest."""
    lines = DIGESTS.read_text().splitlines() if DIGESTS.exists() else []
    return {tuple(line.split()[:2]): " ".join(line.split()[2:]) for line in lines}
