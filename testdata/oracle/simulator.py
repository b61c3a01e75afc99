"""Traces of scenarios by `aqlint sim`, many in one process."""
import itertools
import os
import re
import shutil
import subprocess
import tempfile

import interpreters

BATCH = 50                  # scenarios for one process
SECONDS = 600               # for one process


def count(trace):
    """(task steps, other callbacks, timers, iterations) of a trace."""
    lines = [line.split('\t') for line in trace.splitlines()]
    return tuple(sum(l[2] == event for l in lines) for event in ('step', 'call', 'timer')) + (int(lines[-1][1]) if lines else 0,)


def holds(counted, trace):
    """Whether a run that nobody watched counted what its trace shows; one that came to a limit does not tell."""
    return counted is None or counted == count(trace)


def batches(items):
    """Lists of up to BATCH items."""
    items = iter(items)
    while True:
        batch = list(itertools.islice(items, BATCH))
        if not batch:
            return
        yield batch


class Simulator:
    def __init__(self, aqlint, version, seconds=SECONDS):
        self.command = [aqlint, 'sim', '--python', interpreters.profile(version)]
        self.folder = tempfile.mkdtemp(prefix='aqlint-traces-')
        self.seconds = seconds

    def path(self, name):
        return os.path.join(self.folder, name)

    def run(self, texts):
        """Runs scenarios in one process. ([trace, '' when there is none], exit code, what it said)"""
        for i, text in enumerate(texts):
            with open(self.path('%d.yaml' % i), 'w') as f:
                f.write(text)
        command = self.command + [self.path('%d.yaml' % i) for i in range(len(texts))] + ['--trace', self.folder]
        p = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=self.seconds)
        return [self._take(self.path('%d.trace' % i)) for i in range(len(texts))], p.returncode, p.stdout.decode(errors='replace')

    @staticmethod
    def _take(path):
        if not os.path.exists(path):
            return ''
        with open(path, errors='replace') as f:
            trace = f.read()
        os.remove(path)
        return trace

    def trace(self, text):
        """(trace, what was said)"""
        (trace,), code, said = self.run([text])
        return trace, said if code in (0, 1, 2) else 'exit code %d\n%s' % (code, said)

    def traces(self, texts):
        """As by trace(), many at once: where one killed the process, each runs again, alone."""
        traces, code, _ = self.run(texts)
        return traces if code in (0, 1, 2) else [self.trace(text)[0] for text in texts]

    def counts(self, texts):
        """[(task steps, other callbacks, timers, iterations), or None of a run that came to a limit], as --speed tells.

        Then nobody watches, and the simulator takes short cuts; what it counts must be as in the trace."""
        counted = [None] * len(texts)
        for i, text in enumerate(texts):
            with open(self.path('%d.yaml' % i), 'w') as f:
                f.write(re.sub('^name: .*', 'name: number-%d' % i, text, 1, re.M))
        command = self.command + ['--speed'] + [self.path('%d.yaml' % i) for i in range(len(texts))]
        p = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=self.seconds)
        for part in p.stdout.decode(errors='replace').split('number-')[1:]:
            number, rest = part.split(maxsplit=1)
            figures = re.search(r'(\d+) task steps, (\d+) other callbacks, (\d+) timers, (\d+) iterations', rest)
            counted[int(number)] = tuple(map(int, figures.groups()))
        return counted

    def close(self):
        shutil.rmtree(self.folder)
