"""The CPythons of this machine, by exact version."""
import glob
import os
import re
import shutil
import subprocess

TESTED = ('3.8.18', '3.9.18', '3.10.13', '3.11.7', '3.12.1', '3.13.0', '3.14.10')      # aqlint's profiles
PLACES = ('~/.pyenv/versions/*/bin/python', '/usr/bin/python3.*', '/usr/local/bin/python3.*')


def minor(version):
    return tuple(map(int, version.split('.')[:2]))


def profile(version):
    return '%d.%d' % minor(version)


def _candidates():
    yield from filter(None, map(shutil.which, ['python3'] + ['python3.%d' % n for n in range(8, 15)]))
    for place in PLACES:
        yield from sorted(p for p in glob.glob(os.path.expanduser(place)) if re.search(r'python(3\.\d+)?$', p))


def _version(path):
    show = 'import sys; print(sys.implementation.name, "%d.%d.%d" % sys.version_info[:3])'
    try:
        out = subprocess.run([path, '-c', show], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    name, _, version = out.stdout.decode().strip().partition(' ')
    return version if out.returncode == 0 and name == 'cpython' and minor(version) >= (3, 8) else None


def find():
    """{version: path} of the CPythons 3.8 and later that are installed, oldest first; untested ones are among them."""
    found, seen = {}, set()
    for path in _candidates():
        real = os.path.realpath(path)
        if real not in seen:
            seen.add(real)
            found.setdefault(_version(path), path)
    found.pop(None, None)
    return dict(sorted(found.items(), key=lambda item: tuple(map(int, item[0].split('.')))))


def chosen(wanted=()):
    """The tested ones of find(), or of those the `wanted` (exact, or a minor version); and the versions passed over."""
    found = find()
    known = {v: p for v, p in found.items() if v in TESTED}
    if wanted:
        known = {v: p for v, p in known.items() if v in wanted or profile(v) in wanted}
    return known, [v for v in found if v not in TESTED]
