"""Digests of CPython's traces of the random programs: a file for each version, a line for each program.

A trace that was cut goes on behind its last line; its number of lines then ends in +.
"""
import hashlib
import os

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'corpus')


def _digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def record(scenario, trace, is_cut):
    """A line of the corpus."""
    return '%s %d%s %s' % (_digest(scenario), trace.count('\n'), '+' if is_cut else '', _digest(trace))


def holds(line, scenario, trace):
    """Whether a simulator's trace of a scenario is the one recorded."""
    lines = line.split()[1]
    if lines.endswith('+'):
        trace = ''.join(trace.splitlines(True)[:int(lines[:-1])])
    return record(scenario, trace, lines.endswith('+')) == line


def has(folder, version):
    return os.path.exists(os.path.join(folder, version))


def read(folder, version):
    with open(os.path.join(folder, version)) as f:
        return f.read().splitlines()[1:]


def write(folder, version, seed, lines):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, version), 'w') as f:
        f.write('# seed %s; scenario, lines, trace\n%s\n' % (seed, '\n'.join(lines)))
