"""The linters that are compared: each installed as pinned, run, and read into hits.

What a linter says of a project is kept in the build directory for as long as it is asked the same, since flake8-async
takes an hour for what the others do in seconds. Comments that suppress count for none of them.
"""
import ast
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import typing

HERE = pathlib.Path(__file__).resolve().parent
TARGET = "py311"        # the oldest Python that the code is taken to run on, by all of them
CHUNK = 400             # files for one run, since a command line has an end
SLOW_CHUNK = 10
NOTHING = ".no-such-folder"     # an exclude that excludes nothing
ASYNCHRONOUS = re.compile(rb"async|await")
FLAKE8_ASYNC_LINE = re.compile(r"(.*?):(\d+):\d+: ([A-Z]+\d+)(?:_\w+)? ")


class Hit(typing.NamedTuple):
    """A finding: on the lines first to last, of which `also` are such that the finding is about, too."""
    path: str
    first: int
    last: int
    code: str
    also: tuple = ()


class Failure(Exception):
    pass


def run(command, good=(0, 1), stdin=""):
    done = subprocess.run([str(word) for word in command], input=stdin.encode(), capture_output=True, check=False)
    if done.returncode not in good:
        raise Failure(f"{command[0]}: exit {done.returncode}\n{done.stderr.decode('utf-8', 'replace')[-2000:]}")
    return done.stdout.decode("utf-8", "replace")


def chunks(paths, size):
    return [paths[start:start + size] for start in range(0, len(paths), size)]


def install(name, home):
    """An environment of its own with what requirements-NAME.txt pins; its directory of programs."""
    pins = HERE / f"requirements-{name}.txt"
    mark = home / "installed.txt"
    if not mark.exists() or mark.read_bytes() != pins.read_bytes():
        run([sys.executable, "-m", "venv", "--clear", home], good=(0,))
        run([home / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--no-deps",
             "--only-binary=:all:", "--requirement", pins], good=(0,))
        mark.write_bytes(pins.read_bytes())
    return home / "bin"


def handler_line(path, line):
    """The line of the innermost `except` whose block the line is in."""
    tree = ast.parse(pathlib.Path(path).read_bytes())
    handlers = [node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
    return max((node.lineno for node in handlers if node.lineno <= line <= node.end_lineno), default=line)


class Ruff:
    name, is_slow = "ruff", False

    def __init__(self, home):
        self.program = install(self.name, home) / "ruff"

    def codes(self):
        rules = json.loads(run([self.program, "rule", "--all", "--output-format", "json"]))
        return {rule["code"] for rule in rules if rule["code"] and "Removed" not in rule["status"]}

    def check(self, codes, paths):
        for some in chunks(paths, CHUNK):
            text = run([self.program, "check", "--isolated", "--no-cache", "--preview", "--ignore-noqa", "--exit-zero",
                        "--select", ",".join(sorted(codes)), "--target-version", TARGET, "--output-format", "json",
                        "--", *some])
            for hit in json.loads(text):
                if hit["code"] in codes:
                    yield Hit(hit["filename"], hit["location"]["row"], hit["end_location"]["row"], hit["code"])


class Flake8Async:
    name, is_slow = "flake8-async", True

    def __init__(self, home):
        self.programs = install(self.name, home)

    def codes(self):
        text = run([self.programs / "python", "-c", "from flake8_async.visitors import *\n"
                    "for visitor in [*ERROR_CLASSES, *ERROR_CLASSES_CST]: print(*visitor.error_codes, sep='\\n')"])
        return {code.partition("_")[0] for code in text.split()}

    def check_some(self, codes, paths):
        text = run([self.programs / "flake8-async", "--asyncio", "--disable-noqa", "--enable", ",".join(sorted(codes)),
                    *paths])
        found = filter(None, map(FLAKE8_ASYNC_LINE.match, text.splitlines()))
        for path, line, code in (match.groups() for match in found):
            if code in codes:
                first = handler_line(path, int(line)) if code == "ASYNC104" else int(line)
                yield Hit(os.path.abspath(path), first, int(line), code)

    def check(self, codes, paths):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            for hits in pool.map(lambda some: list(self.check_some(codes, some)), chunks(paths, SLOW_CHUNK)):
                yield from hits


class Aqlint:
    def __init__(self, program):
        self.program = program

    def peers(self):
        """{code of a rule: (name, codes that other linters have for it)}"""
        rules = json.loads(run([self.program, "rule", "--all", "--output-format", "json"]))
        return {rule["code"]: (rule["name"], set(rule["peers"])) for rule in rules}

    def files(self, tree):
        """The Python files of a project in which there is anything asynchronous."""
        text = run([self.program, "check", "--isolated", "--no-respect-gitignore", "--exclude", NOTHING, "--show-files",
                    "--", tree])
        return [path for path in text.splitlines() if ASYNCHRONOUS.search(pathlib.Path(path).read_bytes())]

    def check(self, codes, paths):
        text = run([self.program, "check", "--isolated", "--no-respect-gitignore", "--show-suppressed", "--level",
                    "note", "--no-measure", "--exit-zero", "--select", ",".join(sorted(codes)), "--target-version",
                    TARGET, "--output-format", "json", "--files-from", "-"], stdin="\n".join(paths))
        return [self.read(found) for found in json.loads(text) if found["code"] in codes]

    @staticmethod
    def read(found):
        also = {place["location"]["row"] for place in found["related"] if place["filename"] == found["filename"]}
        return Hit(os.path.abspath(found["filename"]), found["location"]["row"], found["end_location"]["row"],
                   found["code"], tuple(sorted(also)))


def remembered(tool, codes, paths, memory):
    """What the tool says of the paths, from the file `memory` if it was asked that and perhaps more before."""
    asked = {"pins": (HERE / f"requirements-{tool.name}.txt").read_text(), "paths": paths}
    kept = json.loads(memory.read_text()) if memory.exists() else {}
    if not all(kept.get(key) == value for key, value in asked.items()) or not codes <= set(kept["codes"]):
        kept = dict(asked, codes=sorted(codes), hits=sorted(set(tool.check(codes, paths))))
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(json.dumps(kept))
    return [Hit(*hit[:4], tuple(hit[4])) for hit in kept["hits"] if hit[3] in codes]
