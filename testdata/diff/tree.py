"""The program trees that are written both as Python (twin.py) and as scenario (scenario.py).

A program is a dict:
  objects     {name: (kind, argument)}      the argument is a number, a lock's name or None
  params      {name: 0 | 1 | count}
  options     {select: epoll, threads: N, costs: D (of each callback), tasks: eager}; mostly empty
  slots       [name]
  bodies      {name: [statement]}           main first; a body starts only bodies that come later
  callbacks   [name]                        those of the bodies that are plain functions
A statement is a dict with its operation under 'op' and the keys of the scenario format beside it; nested statements are
lists under 'do', 'then', 'else', 'finally' and in the dict 'except'. 'fixed' marks what shrinking must leave: the sleep
that makes each round of an endless loop take time.
"""

LISTS = ('do', 'then', 'else', 'finally')


def blocks(statement):
    """All lists of statements directly within one."""
    for key in LISTS:
        if key in statement:
            yield statement[key]
    yield from statement.get('except', {}).values()


def walk(statements):
    for s in statements:
        yield s
        for block in blocks(s):
            yield from walk(block)


def names_used(program):
    """The bodies, slots, objects and parameters that main can reach."""
    used, todo = {'main'}, ['main']
    while todo:
        for s in walk(program['bodies'][todo.pop()]):
            for name in mentioned(s):
                if name not in used:
                    used.add(name)
                    if name in program['bodies']:
                        todo.append(name)
    used.update(str(program['objects'][n][1]) for n in list(used) if n in program['objects'])
    return used


def mentioned(s):
    for key in ('co', 'slot', 'object', 'pool', 'times', 'count', 'test', 'names'):
        value = s.get(key)
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from value


def pruned(program):
    """The program without what nobody uses, and without uses of slots that nothing is ever put into."""
    while True:
        program, before = _reachable(program), program
        filled = {s['slot'] for body in program['bodies'].values() for s in walk(body) if s['op'] == 'spawn' and 'slot' in s}
        known = filled.union(program['bodies'])
        program['bodies'] = {n: _without(body, known) for n, body in program['bodies'].items()}
        program['slots'] = [n for n in program['slots'] if n in filled]
        if program == before:
            return program


def _reachable(program):
    used = names_used(program)
    return {
        'objects': {n: o for n, o in program['objects'].items() if n in used},
        'params': {n: v for n, v in program['params'].items() if n in used},
        'options': program['options'],
        'slots': [n for n in program['slots'] if n in used],
        'bodies': {n: b for n, b in program['bodies'].items() if n in used},
        'callbacks': [n for n in program['callbacks'] if n in used],
    }


def _without(statements, known):
    """A copy of the statements less those that name an unknown slot."""
    kept = []
    for s in statements:
        if s.get('slot', 'main') not in known:
            continue
        s = dict(s)
        if 'names' in s:
            s['names'] = [n for n in s['names'] if n in known]
            if not s['names']:
                continue
        for key in LISTS:
            if key in s:
                s[key] = _without(s[key], known)
        if 'except' in s:
            s['except'] = {kind: _without(block, known) for kind, block in s['except'].items()}
        kept.append(s)
    return kept
