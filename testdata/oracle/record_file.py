"""The files that hold recorded traces: NAME.1.trace, NAME.2.trace ... beside a program, one for each distinct trace.

The first line names the exact versions that gave it. NAME.1.digest holds the digest of a trace that is too long to keep.
"""
import glob
import hashlib
import os
import re

ITEMS = 3000            # of a program with 100,000 items this many are recorded; `run` gives the scenario the same N


def digest(trace):
    return '%d lines sha256 %s\n' % (trace.count('\n'), hashlib.sha256(trace.encode()).hexdigest())


def _files(stem):
    return sorted(glob.glob(glob.escape(stem) + '.[0-9]*.trace') + glob.glob(glob.escape(stem) + '.[0-9]*.digest'))


def read(stem):
    """{version: body} of the files beside a program; a body is a trace or a digest."""
    bodies = {}
    for path in _files(stem):
        with open(path) as f:
            versions, _, body = f.read().partition('\n')
        bodies.update((v, body) for v in versions.lstrip('# ').split())
    return bodies


def write(stem, bodies):
    """Replace the files; returns how many distinct bodies there are."""
    for path in _files(stem):
        os.remove(path)
    distinct = {}
    for v in sorted(bodies, key=lambda v: tuple(map(int, v.split('.')))):
        distinct.setdefault(bodies[v], []).append(v)
    for i, (body, versions) in enumerate(distinct.items(), 1):
        kind = 'digest' if re.match(r'\d+ lines sha256', body) else 'trace'
        with open('%s.%d.%s' % (stem, i, kind), 'w') as f:
            f.write('# %s\n%s' % (' '.join(versions), body))
    return len(distinct)
