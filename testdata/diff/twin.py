"""A program tree as Python source, for the oracle. README.md lists what each operation becomes."""
from fractions import Fraction

UNITS = {'ns': Fraction(1, 10**9), 'us': Fraction(1, 10**6), 'ms': Fraction(1, 1000), 's': 1, 'm': 60, 'h': 3600}

KINDS = {'cancelled': 'asyncio.CancelledError', 'timeout': 'asyncio.TimeoutError', 'queue_full': 'asyncio.QueueFull',
         'queue_empty': 'asyncio.QueueEmpty', 'queue_shutdown': 'asyncio.QueueShutDown', 'value_error': 'ValueError',
         'attribute_error': 'AttributeError', 'invalid_state': 'asyncio.InvalidStateError', 'exception_group': 'ExceptionGroup',
         'runtime_error': 'RuntimeError', 'broken_barrier': 'asyncio.BrokenBarrierError', 'error': 'Error',
         'exception': 'Exception', 'any': 'BaseException'}

MAKERS = {'queue': 'asyncio.Queue(%s)', 'lifo': 'asyncio.LifoQueue(%s)', 'priority': 'asyncio.PriorityQueue(%s)',
          'lock': 'asyncio.Lock()', 'semaphore': 'asyncio.Semaphore(%s)',
          'bounded_semaphore': 'asyncio.BoundedSemaphore(%s)', 'event': 'asyncio.Event()',
          'condition': 'asyncio.Condition(%s)', 'barrier': 'asyncio.Barrier(%s)',
          'future': 'asyncio.get_running_loop().create_future()',
          'pool': 'concurrent.futures.ThreadPoolExecutor(%s)'}

FACTORIES = {'eager': 'asyncio.eager_task_factory', 'default': 'None'}
LOOP = 'asyncio.get_running_loop()'


def seconds(duration):
    """The literal of a scenario's duration: the double nearest to it."""
    number = duration.rstrip('nums' 'h')
    value = Fraction(number) * UNITS[duration[len(number):] or 's']
    return repr(float(value))


class Writer:
    def __init__(self):
        self.lines = []

    def put(self, depth, text):
        self.lines.append('    ' * depth + text)

    def block(self, depth, statements):
        if not statements:
            self.put(depth, 'pass')
        for s in statements:
            getattr(self, 'do_' + s['op'])(depth, s)

    def do_cpu(self, n, s): self.put(n, 'time.sleep(%s)' % seconds(s['d']))
    def do_sleep(self, n, s): self.put(n, 'await asyncio.sleep(%s)' % seconds(s['d']))
    def do_yield(self, n, s): self.put(n, 'await asyncio.sleep(0)')
    def do_extern(self, n, s): self.put(n, 'await vloop.arrival(%s)' % seconds(s['d']))

    def do_thread(self, n, s):
        self.put(n, 'await %s.run_in_executor(%s, time.sleep, %s)' % (LOOP, s.get('pool'), seconds(s['d'])))

    def do_spawn(self, n, s):
        if 'count' in s:
            self.put(n, 'for _ in range(%s):' % s['count'])
            n += 1
        make = s['group'] + '.create_task' if 'group' in s else 'vloop.eager' if 'eager' in s else 'asyncio.create_task'
        task = '%s(%s())' % (make, s['co'])
        self.put(n, '%s.append(%s)' % (s['slot'], task) if 'slot' in s else task)

    def do_call(self, n, s): self.put(n, 'await %s()' % s['co'])

    def indexed(self, n, s, text):
        i = s.get('index', -1)
        self.put(n, 'if len(%s) > %d:' % (s['slot'], i if i >= 0 else -i - 1))
        self.put(n + 1, text % '%s[%d]' % (s['slot'], i))

    def do_await(self, n, s): self.indexed(n, s, 'await %s')
    def do_shield(self, n, s): self.indexed(n, s, 'await asyncio.shield(%s)')

    def do_cancel(self, n, s):
        if 'index' in s:
            return self.indexed(n, s, '%s.cancel()')
        self.put(n, 'for _t in %s:' % s['slot'])
        self.put(n + 1, '_t.cancel()')

    def do_gather(self, n, s):
        if 'slot' in s:
            what = '*' + s['slot']
        else:
            what = ', '.join('*%s[-1:]' % x if x in self.slots else x + '()' for x in s['names'])
        self.put(n, 'await asyncio.gather(%s%s)' % (what, ', return_exceptions=True' if s.get('all') else ''))

    def do_wait_tasks(self, n, s):
        options = ''
        if 'when' in s:
            options += ', return_when=asyncio.%s' % s['when'].upper()
        if 'd' in s:
            options += ', timeout=%s' % seconds(s['d'])
        self.put(n, 'if %s:' % s['slot'])
        self.put(n + 1, 'await asyncio.wait(list(%s)%s)' % (s['slot'], options))

    def do_as_completed(self, n, s):
        limit = ', timeout=%s' % seconds(s['d']) if 'd' in s else ''
        self.put(n, 'for _f in asyncio.as_completed(list(%s)%s):' % (s['slot'], limit))
        self.put(n + 1, 'await _f')
        self.block(n + 1, s['do'])

    def do_wait_for(self, n, s): self.put(n, 'await asyncio.wait_for(%s(), %s)' % (s['co'], seconds(s['d'])))
    def do_put(self, n, s): self.put(n, 'await %s.put(%d)' % (s['object'], s.get('priority', 0)))
    def do_put_nowait(self, n, s): self.put(n, '%s.put_nowait(%d)' % (s['object'], s.get('priority', 0)))
    def do_get(self, n, s): self.put(n, 'await %s.get()' % s['object'])
    def do_get_nowait(self, n, s): self.put(n, '%s.get_nowait()' % s['object'])
    def do_task_done(self, n, s): self.put(n, '%s.task_done()' % s['object'])
    def do_join(self, n, s): self.put(n, 'await %s.join()' % s['object'])
    def do_shutdown(self, n, s): self.put(n, '%s.shutdown(%s)' % (s['object'], bool(s.get('immediate'))))
    def do_acquire(self, n, s): self.put(n, 'await %s.acquire()' % s['object'])
    def do_release(self, n, s): self.put(n, '%s.release()' % s['object'])
    def do_wait(self, n, s): self.put(n, 'await %s%s' % (s['object'], '' if self.is_future(s) else '.wait()'))
    def do_set(self, n, s): self.put(n, '%s%s' % (s['object'], '.set_result(None)' if self.is_future(s) else '.set()'))
    def do_abort(self, n, s): self.put(n, 'await %s.abort()' % s['object'])
    def do_reset(self, n, s): self.put(n, 'await %s.reset()' % s['object'])
    def do_add_done_callback(self, n, s): self.put(n, '%s.add_done_callback(%s)' % (s['object'], s['co']))
    def is_future(self, s): return self.objects[s['object']][0] == 'future'
    def do_clear(self, n, s): self.put(n, '%s.clear()' % s['object'])

    def do_notify(self, n, s):
        many = s.get('n', 1)
        self.put(n, '%s.notify_all()' % s['object'] if many == 'all' else '%s.notify(%d)' % (s['object'], many))

    def compound(self, n, head, body):
        self.put(n, head)
        self.block(n + 1, body)

    def do_with(self, n, s): self.compound(n, 'async with %s:' % s['object'], s['do'])
    def do_timeout(self, n, s): self.compound(n, 'async with asyncio.timeout(%s):' % seconds(s['d']), s['do'])
    def do_taskgroup(self, n, s): self.compound(n, 'async with asyncio.TaskGroup() as %s:' % s['group'], s['do'])
    def do_repeat(self, n, s): self.compound(n, 'for _ in range(%s):' % s['times'], s['do'])
    def do_forever(self, n, s): self.compound(n, 'while True:', s['do'])

    def do_try(self, n, s):
        self.compound(n, 'try:', s['do'])
        for kind, body in s.get('except', {}).items():
            self.compound(n, 'except %s:' % KINDS[kind], body)
        for key in ('else', 'finally'):
            if key in s:
                self.compound(n, key + ':', s[key])

    def do_if(self, n, s):
        self.compound(n, 'if %s:' % s['test'], s['then'])
        if 'else' in s:
            self.compound(n, 'else:', s['else'])

    def do_raise(self, n, s): self.put(n, 'raise %s' % KINDS[s['kind']] if 'kind' in s else 'raise')
    def do_return(self, n, s): self.put(n, 'return')
    def do_break(self, n, s): self.put(n, 'break')
    def do_continue(self, n, s): self.put(n, 'continue')
    def do_call_soon(self, n, s): self.put(n, '%s.call_soon(%s)' % (LOOP, s['co']))
    def do_call_later(self, n, s): self.put(n, '%s.call_later(%s, %s)' % (LOOP, seconds(s['d']), s['co']))
    def do_call_at(self, n, s): self.put(n, '%s.call_at(%s, %s)' % (LOOP, seconds(s['d']), s['co']))
    def do_abandon(self, n, s):
        self.put(n, 'async for _ in half_done(%s):' % s['co'])
        self.put(n + 1, 'break')

    def do_task_factory(self, n, s): self.put(n, '%s.set_task_factory(%s)' % (LOOP, FACTORIES[s['kind']]))
    def do_probe(self, n, s): self.put(n, 'pass')


def python(program):
    """The source of a module that defines main() and runs nothing."""
    w = Writer()
    w.slots, w.objects = set(program['slots']), program['objects']
    for line in ('import asyncio', 'import concurrent.futures', 'import time', '', 'import vloop', '', '',
                 'class Error(Exception):', '    pass', '', '',
                 'async def half_done(co):', '    try:', '        yield', '    finally:', '        await co()', '', ''):
        w.put(0, line)
    for name, value in program['params'].items():
        w.put(0, '%s = %r' % (name, value))
    for name in program['slots']:
        w.put(0, '%s = []' % name)
    for name, body in program['bodies'].items():
        w.put(0, '')
        w.put(0, '')
        w.put(0, 'def %s(*_):' % name if name in program['callbacks'] else 'async def %s():' % name)
        if name == 'main':          # objects bind to the running loop in 3.8 and 3.9; making one is no event
            for obj, (kind, argument) in program['objects'].items():
                w.put(1, 'global %s' % obj)
                maker = MAKERS[kind]
                w.put(1, '%s = %s' % (obj, maker % ('' if argument is None else argument) if '%' in maker else maker))
            if program['options'].get('tasks') == 'eager':
                w.do_task_factory(1, {'kind': 'eager'})
        w.block(1, body)
    return '\n'.join(w.lines) + '\n'
