"""What two linters say of the same files, held against each other.

A manifest names the codes that other linters have for its rule, and one code may stand for several rules (ASYNC110 for
busy-wait and poll-awaitable), so that rules and codes come in groups. Within a group a finding of one is found by both
when the other has one that touches its lines; how many findings a linter makes of one place does not matter.
"""
import collections
import typing


class Group(typing.NamedTuple):
    rules: tuple        # codes of aqlint
    codes: tuple        # codes of the other


class Row(typing.NamedTuple):
    group: Group
    both: list          # hits of the other that aqlint has, too
    theirs: list        # hits that only the other has
    ours: list          # hits that only aqlint has


def groups(peers, known):
    """The groups of rules and of the codes in `known`, from {rule: (name, codes)}; ordered by rule."""
    parts = []
    for rule, (_name, codes) in sorted(peers.items()):
        rules, shared = {rule}, codes & known
        if not shared:
            continue
        for part in [part for part in parts if part[1] & shared]:
            parts.remove(part)
            rules, shared = rules | part[0], shared | part[1]
        parts.append((rules, shared))
    return sorted(Group(tuple(sorted(rules)), tuple(sorted(codes))) for rules, codes in parts)


def touches(a, b):
    """Whether a hit of aqlint and one of another linter are about the same place."""
    return a.first <= b.last and b.first <= a.last or any(b.first <= line <= b.last for line in a.also)


def compare(group, ours, theirs):
    """The row of a group, from all hits of both."""
    ours = [hit for hit in ours if hit.code in group.rules]
    theirs = [hit for hit in theirs if hit.code in group.codes]
    ours_at, theirs_at = collections.defaultdict(list), collections.defaultdict(list)
    for hits, by_path in (ours, ours_at), (theirs, theirs_at):
        for hit in hits:
            by_path[hit.path].append(hit)
    both = [hit for hit in theirs if any(touches(our, hit) for our in ours_at[hit.path])]
    only_ours = [our for our in ours if not any(touches(our, hit) for hit in theirs_at[our.path])]
    return Row(group, both, [hit for hit in theirs if not any(touches(our, hit) for our in ours_at[hit.path])], only_ours)
