"""Why aqlint is silent where another linter is not: reasons.txt, and what the fixtures say of themselves.

reasons.txt has a line `[GROUP]` for each reason, which README.md explains, and below it a line for each place: the other
linter's code and PATH:LINE, where `*` stands for anything.
"""
import fnmatch
import pathlib
import re

HERE = pathlib.Path(__file__).resolve().parent
FIXTURE = re.compile(r"#\s*(ok|expect|expect-next):")


def read(path=HERE / "reasons.txt"):
    """Pairs of a group and a pattern for `CODE PATH:LINE`."""
    pairs, group = [], None
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.partition("#")[0].strip()
        if line.startswith("["):
            group = line.strip("[]")
        elif line and group and len(line.split()) == 2:
            pairs.append((group, " ".join(line.split())))
        elif line:
            raise ValueError(f"{path}:{number}: neither a group nor a code with its place: {line}")
    return pairs


class Reasons:
    def __init__(self, pairs):
        self.pairs = pairs
        self.used = set()

    def of(self, code, place, line):
        """The group that explains a hit at the place, whose line of source is given; None when nothing does."""
        if place.startswith("rules/") and FIXTURE.search(line):
            return "fixture"
        for group, pattern in self.pairs:
            if fnmatch.fnmatchcase(f"{code} {place}", pattern):
                self.used.add((group, pattern))
                return group
        return None

    def stale(self, places):
        """The pairs that explained nothing, of those that are about a place in `places` (tops of paths)."""
        return [pair for pair in self.pairs
                if pair not in self.used and pair[1].split()[1].partition("/")[0] in places]
