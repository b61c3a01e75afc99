"""A program tree as a scenario of aqlint sim."""

#: keys that follow the operation's own: (in the tree, in the scenario)
KEYS = (('count', 'count'), ('slot', 'as'), ('group', 'group'), ('eager', 'eager'), ('index', 'index'), ('all', 'return_exceptions'),
        ('when', 'return_when'), ('pool', 'pool'), ('priority', 'priority'), ('immediate', 'immediate'), ('n', 'n'))

#: what stands behind the operation's name
SUBJECT = {'cpu': 'd', 'sleep': 'd', 'extern': 'd', 'thread': 'd', 'timeout': 'd', 'spawn': 'co', 'call': 'co', 'wait_for': 'co',
           'call_soon': 'co', 'call_later': 'co', 'call_at': 'co', 'abandon': 'co', 'task_factory': 'kind', 'taskgroup': 'group', 'repeat': 'times', 'raise': 'kind', 'if': 'test'}
SLOT_OPS = ('await', 'shield', 'cancel', 'gather', 'wait_tasks', 'as_completed')
DELAY = {'wait_tasks': 'timeout', 'as_completed': 'timeout', 'wait_for': 'timeout', 'call_later': 'delay', 'call_at': 'when'}


def scalar(value):
    if isinstance(value, bool):
        return 'true' if value else 'false'
    if isinstance(value, list):
        return '[%s]' % ', '.join(value)
    return str(value)


class Writer:
    def __init__(self):
        self.lines = []

    def put(self, depth, text):
        self.lines.append('  ' * depth + text)

    def block(self, depth, head, statements):
        if not statements:
            return self.put(depth, head + ' []')
        self.put(depth, head)
        for s in statements:
            self.statement(depth + 1, s)

    def statement(self, n, s):
        op = s['op']
        if op == 'probe':
            return self.put(n, '- %s: %s' % (s['kind'], s['text']))
        if op == 'try':
            self.block_item(n, 'try', s['do'])
        elif op == 'forever':
            self.block_item(n, 'forever', s['do'])
        else:
            self.put(n, ('- %s: %s' % (op, self.subject(s))).rstrip())
        self.keys(n + 1, s)
        self.blocks(n + 1, s)

    def block_item(self, n, op, statements):
        self.block(n, '- %s:' % op, ())
        if statements:
            self.lines.pop()
            self.put(n, '- %s:' % op)
            for s in statements:
                self.statement(n + 2, s)

    @staticmethod
    def subject(s):
        op = s['op']
        if op in SLOT_OPS:
            return scalar(s['slot'] if 'slot' in s else s['names'])
        return scalar(s.get(SUBJECT.get(op, 'object'), ''))

    def keys(self, n, s):
        op = s['op']
        for key, name in KEYS:
            if key in s and not (key == 'slot' and op in SLOT_OPS) and not (key == 'group' and op == 'taskgroup'):
                self.put(n, '%s: %s' % (name, scalar(s[key])))
        if op == 'add_done_callback':
            self.put(n, 'callback: ' + s['co'])
        if op in DELAY and 'd' in s:
            self.put(n, '%s: %s' % (DELAY[op], s['d']))

    def blocks(self, n, s):
        if s['op'] not in ('try', 'forever') and 'do' in s:
            self.block(n, 'do:', s['do'])
        if 'then' in s:
            self.block(n, 'then:', s['then'])
        if 'except' in s:
            self.put(n, 'except:')
            for kind, body in s['except'].items():
                self.block(n + 1, kind + ':', body)
        for key in ('else', 'finally'):
            if key in s:
                self.block(n, key + ':', s[key])


def scenario(program, name, iterations):
    w = Writer()
    w.put(0, 'aqsim: 1')
    w.put(0, 'name: ' + name)
    if program['params']:
        w.put(0, 'params: {%s}' % ', '.join('%s: %d' % item for item in program['params'].items()))
    w.put(0, 'options:')
    w.put(1, 'limit: {iterations: %d}' % iterations)
    for key, value in program['options'].items():
        w.put(1, '%s: %s' % (key, '{step: %s}' % value if key == 'costs' else value))
    if program['objects']:
        w.put(0, 'objects:')
        for obj, (kind, argument) in program['objects'].items():
            w.put(1, '%s: {%s: %s}' % (obj, kind, '' if argument is None else argument))
    w.put(0, 'coroutines:')
    for body_name, body in program['bodies'].items():
        w.block(1, body_name + ':', body)
    w.put(0, 'run: main')
    return '\n'.join(w.lines) + '\n'
