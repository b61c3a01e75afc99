"""Make a program smaller for as long as it still shows the difference."""
import copy

import tree


def _spots(statements):
    """(list, index) of every statement, outer ones first."""
    for i, s in enumerate(statements):
        yield statements, i
        for block in tree.blocks(s):
            yield from _spots(block)


def _all_spots(program):
    return [spot for body in program['bodies'].values() for spot in _spots(body)]


def _remove(block, i):
    if block[i].get('fixed'):
        return False
    del block[i]
    return True


def _unwrap(block, i):
    """Put what is within a statement in its place."""
    inner = [b for b in tree.blocks(block[i]) if b]
    loose = {'break', 'continue', 'raise'}
    if not inner or any(s['op'] in loose or s.get('fixed') for b in inner for s in tree.walk(b)):
        return False
    if block[i]['op'] == 'taskgroup' and any(s.get('group') == block[i]['group'] for b in inner for s in tree.walk(b)):
        return False
    block[i:i + 1] = inner[0]
    return True


def _simplify(key):
    def change(block, i):
        s = block[i]
        if key not in s or (key == 'slot' and s['op'] != 'spawn') or (key == 'except' and 'finally' not in s):
            return False
        if key in ('d', 'times'):
            return False
        if key == 'except' and 'else' in s or key == 'finally' and 'except' not in s:
            return False
        del s[key]
        return True
    return change


def _halve(key, least):
    def change(block, i):
        n = block[i].get(key)
        if not isinstance(n, int) or isinstance(n, bool) or n <= least:
            return False
        block[i][key] = n - 1 if n < 8 else n // 2
        return True
    return change


CHANGES = [_remove, _unwrap] + [_simplify(k) for k in ('finally', 'else', 'except', 'index', 'count', 'slot', 'all', 'when', 'pool', 'eager')] \
    + [_halve('count', 1), _halve('times', 1), _halve('index', 0)]


def smaller(program):
    """Every program that is one change smaller, the biggest changes first."""
    for option in program['options']:
        yield dict(program, options={k: v for k, v in program['options'].items() if k != option})
    for change in CHANGES:
        at = 0
        while True:
            candidate = copy.deepcopy(program)
            spots = _all_spots(candidate)
            if at >= len(spots):
                break
            block, i = spots[at]
            at += 1
            if change(block, i):
                yield tree.pruned(candidate)


def shrink(program, differs, tries=3000):
    """The smallest that was found of the programs for which differs(program) holds."""
    program, found = tree.pruned(program), True
    while found and tries > 0:
        found = False
        for candidate in smaller(program):
            tries -= 1
            if tries <= 0:
                break
            if differs(candidate):
                program, found = candidate, True
                break
    return program
