"""Runs programs under the oracle, many in one interpreter.

Reads lines of JSON [{"source": ..., "world": options of vloop.World}, ...], answers each with a line
[{"outcome": ..., "trace": ...}, ...]. Outcomes: done, error (main failed), Deadlock, TooLong (the limit of iterations), TooMuch (of trace lines), hang (a minute was not enough).

What one program leaves must not show in the next: the garbage collector is off and runs between programs only, when no
trace is kept any more (a pending task that is collected runs its finally blocks), and each gets a fresh world.
"""
import asyncio
import gc
import json
import logging
import os
import signal
import sys
import warnings

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '../oracle'))
import vloop  # noqa: E402


class Hang(BaseException):
    pass


def _alarm(signum, frame):
    vloop.WORLD.hangs = True        # a task may swallow what is raised here
    raise Hang


def _run(source, options):
    world = vloop.renew(**options)
    space = {}
    exec(compile(source, 'twin', 'exec'), space)
    signal.setitimer(signal.ITIMER_PROF, 60)
    try:
        asyncio.run(space['main']())
        outcome = 'done'
    except vloop.Stopped as e:
        outcome = type(e).__name__
    except BaseException:
        outcome = 'error'
    signal.setitimer(signal.ITIMER_PROF, 0)
    return 'hang' if hasattr(world, 'hangs') else outcome, ''.join(world.lines)


def _forget():
    """Drop the world, and let what is left of its tasks die while nobody watches."""
    vloop.renew(traced=False, max_iterations=0)
    gc.collect()


def _answer(task):
    outcome, trace = _run(task['source'], task['world'])
    _forget()
    return {'outcome': outcome, 'trace': trace}


def main():
    answers = os.fdopen(os.dup(1), 'w')
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(1, 2)
    vloop.install('--py-task' in sys.argv)
    warnings.simplefilter('ignore')
    logging.disable(logging.CRITICAL)
    sys.unraisablehook = lambda args: None
    signal.signal(signal.SIGPROF, _alarm)
    gc.disable()
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        json.dump([_answer(task) for task in json.loads(line)], answers)
        answers.write('\n')
        answers.flush()


main()
