"""Random programs over all primitives of the simulator.

The bodies of a program stand in an order, main first, and start only later ones: so no two tasks wait for one another
for ever by way of await (a task's cancel() would recurse), and the number of tasks is bounded. Three shapes:

  plain   whatever comes
  alive   main never blocks for long and keeps waking what waits
  many    main starts 20 to 360 tasks at once and cancels some, to get past the heap's threshold of 100 timers

A bias makes one family of statements more frequent. Durations come from small sets, so that ties are common. A program
that would take too many steps is drawn again.
"""
from rng import Rng
from tree import walk

DURATIONS = ('1ms', '2ms', '0.003', '10ms', '10ms', '0.01s', '20ms', '0.03', '100ms', '0.1', '0.1', '0.2s', '300ms', '0.3', '0.5', '1s', '1')
RARE = ('1us', '1ns', '0.5ns', '0.100000001', '0.1000000005', '2.5s', '1m', '0', '-1', '30h', '1e-3', '0.30000000000000004')
BUSY = ('1ms', '10ms', '10ms', '0.03', '100ms', '0.1', '0.2s', '0.3', '1us')

FAMILIES = {
    'tasks': {'spawn': 9, 'call': 4, 'await': 5, 'gather': 5, 'wait_tasks': 4, 'as_completed': 3, 'shield': 3, 'cancel': 5},
    'time': {'sleep': 10, 'yield': 8, 'cpu': 4, 'wait_for': 4, 'timeout': 4, 'call_soon': 2, 'call_later': 3, 'call_at': 2, 'add_done_callback': 1},
    'queues': {'put': 6, 'get': 6, 'put_nowait': 4, 'get_nowait': 3, 'task_done': 3, 'join': 2, 'shutdown': 1},
    'locks': {'acquire': 3, 'release': 4, 'with': 8, 'wait': 5, 'notify': 3, 'set': 3, 'clear': 1, 'abort': 1, 'reset': 1},
    'outside': {'thread': 5, 'extern': 5, 'abandon': 1},
    'flow': {'try': 9, 'raise': 2, 'return': 1, 'break': 2, 'continue': 1, 'repeat': 4, 'forever': 2, 'if': 2, 'taskgroup': 3, 'probe': 1, 'task_factory': 1},
}
SINCE = {'timeout': (3, 11), 'taskgroup': (3, 11), 'shutdown': (3, 13), 'eager': (3, 12), 'task_factory': (3, 12), 'barrier': (3, 11),
         'abort': (3, 11), 'reset': (3, 11), 'exception_group': (3, 11), 'queue_shutdown': (3, 13), 'broken_barrier': (3, 11)}
MISSED = ('timeout', 'taskgroup', 'shutdown')       # now and then used where they are missing: an AttributeError
SUSPENDING = {'await', 'call', 'gather', 'wait_tasks', 'as_completed', 'shield', 'sleep', 'yield', 'wait_for', 'timeout', 'put', 'get',
              'join', 'acquire', 'with', 'wait', 'thread', 'extern', 'forever', 'taskgroup', 'abort', 'reset', 'abandon'}
STARTING = {'c': {'spawn', 'call', 'wait_for', 'await', 'gather', 'wait_tasks', 'as_completed', 'shield'}, 'a': {'abandon'},
            'k': {'call_soon', 'call_later', 'call_at', 'add_done_callback'}}       # by the kind of body that they start
LOOP_LEAVING = {'break', 'continue'}
LEAVING = {'raise', 'return'} | LOOP_LEAVING
NESTING = {'try', 'repeat', 'forever', 'if', 'taskgroup', 'timeout', 'with', 'as_completed'}
KINDS = {'cancelled': 8, 'timeout': 3, 'queue_full': 2, 'queue_empty': 2, 'value_error': 2, 'runtime_error': 3, 'error': 4, 'exception': 6,
         'any': 4, 'attribute_error': 1, 'invalid_state': 1, 'queue_shutdown': 3, 'broken_barrier': 2, 'exception_group': 2}
RAISED = {'error': 6, 'value_error': 2, 'runtime_error': 2, 'timeout': 2, 'cancelled': 3, 'queue_full': 1, 'queue_empty': 1,
          'attribute_error': 1, 'invalid_state': 1, 'queue_shutdown': 1, 'broken_barrier': 1}
LONGEST = 2500              # steps of a program, estimated


class Place:
    """Where a statement stands: what is allowed there."""

    def __init__(self, body, depth=0, loop=False, handler=False, groups=()):
        self.body, self.depth, self.loop, self.handler, self.groups = body, depth, loop, handler, groups

    def inner(self, loop=None, handler=None, group=None):
        return Place(self.body, self.depth + 1, self.loop if loop is None else loop,
                     self.handler if handler is None else handler, self.groups + ((group,) if group else ()))


class Generator:
    def __init__(self, rng, version):
        self.rng, self.version = rng, version
        self.bias = rng.pick(('none', 'none') + tuple(FAMILIES))
        self.shape = rng.weighted({'plain': 5, 'alive': 4, 'many': 1})
        self.order = ['main'] + ['c%d' % i for i in range(1, rng.between(2, 6))]
        self.callbacks = ['k%d' % i for i in range(1, rng.between(1, 3))]
        for k in self.callbacks:
            self.order.insert(rng.between(1, len(self.order)), k)
        self.order.insert(rng.between(1, len(self.order)), 'a1')
        if self.order[-1] in self.callbacks + ['a1']:
            self.order.append('c9')
        self.slots = [p + c for c in self.order[1:] if c[0] == 'c' for p in 'st']
        self.params = {'P%d' % i: rng.below(2) for i in range(2)}
        self.params.update(('N%d' % i, rng.between(1, 4)) for i in range(2))
        self.missed = rng.chance(6)
        self.objects = self.make_objects()
        self.options = self.make_options()
        self.groups = 0
        self.all_weights = {op: weight * (4 if family == self.bias else 1) for family, ops in FAMILIES.items()
                            for op, weight in ops.items() if self.has(op)}
        self.known_weights = {}

    # -- objects

    def make_objects(self):
        r, objects = self.rng, {}
        kinds = ['queue', 'lifo', 'priority', 'lock', 'semaphore', 'bounded_semaphore', 'event', 'condition', 'barrier', 'future', 'pool']
        for kind in kinds:
            if self.has(kind):
                for i in range(r.between(1, 2 if kind in ('lifo', 'priority', 'barrier', 'pool') else 3)):
                    objects['%s%d' % ({'bounded_semaphore': 'bounded', 'semaphore': 'sem'}.get(kind, kind), i)] = (kind, self.argument(kind, objects))
        return objects

    def argument(self, kind, objects):
        r = self.rng
        if kind in ('queue', 'lifo', 'priority'):
            return r.pick((0, 1, 1, 2, 3))
        if kind == 'semaphore':
            return r.pick((0, 1, 1, 2, 3))
        if kind in ('bounded_semaphore', 'pool', 'barrier'):
            return r.pick((1, 2, 2, 3))
        if kind == 'condition' and r.chance(40):
            return r.pick([n for n, (k, _) in objects.items() if k == 'lock'])
        return None

    def make_options(self):
        r, options = self.rng, {}
        if r.chance(8):
            options['select'] = 'epoll'
        if r.chance(8):
            options['threads'] = r.between(1, 3)
        if r.chance(8):
            options['costs'] = r.pick(('1us', '3us', '1ms', '0.01'))
        if self.has('eager') and r.chance(6):
            options['tasks'] = 'eager'
        return options

    def has(self, feature):
        if self.missed and feature in MISSED:
            return True
        return self.version >= SINCE.get(feature, (3, 0))

    def object(self, *kinds):
        names = [n for n, (k, _) in self.objects.items() if k in kinds]
        return self.rng.pick(names)

    # -- pieces

    def duration(self, rare=12):
        d = self.rng.pick(RARE if self.rng.chance(rare) else DURATIONS)
        return d

    def later(self, place, kind='c'):
        """The coroutines (or callbacks) that a body may start."""
        return [n for n in self.order[self.order.index(place.body) + 1:] if n[0] == kind]

    def slots_later(self, place):
        return [p + c for c in self.later(place) for p in 'st']

    def index(self):
        return self.rng.pick((0, 1, 2, -1, -1, -2))

    # -- statements

    def weights(self, place):
        key = place.body, place.loop, min(place.depth, 3)       # all that barred() looks at
        if key not in self.known_weights:
            barred = self.barred(place)
            self.known_weights[key] = {op: weight for op, weight in self.all_weights.items() if op not in barred}
        return self.known_weights[key]

    def barred(self, place):
        """The operations that may not stand there."""
        barred = set()
        if place.body[0] in 'ka':
            barred |= SUSPENDING
        for kind, starting in STARTING.items():
            if not self.later(place, kind):
                barred |= starting
        if not place.loop:
            barred |= LOOP_LEAVING
        if place.depth == 0:
            barred |= LEAVING
        if place.depth >= 3:
            barred |= NESTING
        return barred

    def statement(self, place):
        op = self.rng.weighted(self.weights(place))
        s = {'op': op}
        extra = getattr(self, 'make_' + op, None)
        if extra:
            extra(s, place)
        return s

    def block(self, place, low, high):
        statements = []
        for _ in range(self.rng.between(low, high)):
            s = self.statement(place)
            statements.append(self.guarded(s, place) if s['op'] in ('get_nowait', 'put_nowait', 'task_done', 'set') and self.rng.chance(70) else s)
            if s['op'] in LEAVING:
                break
        return statements

    def guarded(self, s, place):
        """Statements that often fail would end most tasks early."""
        body = self.block(place.inner(handler=True), 0, 1) if place.depth < 2 else []
        return {'op': 'try', 'do': [s], 'except': {'exception': body}}

    def make_cpu(self, s, place): s['d'] = self.rng.pick(BUSY)

    def make_sleep(self, s, place): s['d'] = self.duration()

    def make_extern(self, s, place): s['d'] = self.rng.pick(DURATIONS + ('0', '1us', '2.5s'))

    def make_thread(self, s, place):
        s['d'] = self.rng.pick(DURATIONS + ('1us', '2.5s'))
        if self.rng.chance(60):
            s['pool'] = self.object('pool')

    def make_spawn(self, s, place):
        r = self.rng
        s['co'] = r.pick(self.later(place))
        if r.chance(25):
            s['count'] = r.pick((2, 2, 3, 4, 'N0', 'N1'))
        if r.chance(85):
            s['slot'] = r.pick('sst') + s['co']
        if place.groups and r.chance(75):
            s['group'] = r.pick(place.groups)
        elif self.has('eager') and r.chance(25):
            s['eager'] = True

    def make_call(self, s, place): s['co'] = self.rng.pick(self.later(place))

    def make_abandon(self, s, place):
        # to 3.12 a clause that suspends gets GeneratorExit when its closing was cancelled before it began
        s['co'] = self.rng.pick(self.later(place, 'a') + (self.later(place) if self.version >= (3, 13) else []))

    def make_wait_for(self, s, place): s['co'], s['d'] = self.rng.pick(self.later(place)), self.duration(20)

    def make_call_soon(self, s, place): s['co'] = self.rng.pick(self.later(place, 'k'))

    def make_call_later(self, s, place): s['co'], s['d'] = self.rng.pick(self.later(place, 'k')), self.duration()

    make_call_at = make_call_later

    def make_await(self, s, place):
        s['slot'] = self.rng.pick(self.slots_later(place))
        if self.rng.chance(40):
            s['index'] = self.index()

    make_shield = make_await

    def make_cancel(self, s, place):
        s['slot'] = self.rng.pick(self.slots)         # also of earlier ones, and of the body itself
        if self.rng.chance(60):
            s['index'] = self.index()

    def make_gather(self, s, place):
        r = self.rng
        if r.chance(45):
            s['slot'] = r.pick(self.slots_later(place))
        else:
            names = self.slots_later(place) + self.later(place) * 2
            s['names'] = [r.pick(names) for _ in range(r.between(1, 4))]
        if r.chance(40):
            s['all'] = True

    def make_wait_tasks(self, s, place):
        r = self.rng
        s['slot'] = r.pick(self.slots_later(place))
        if r.chance(70):
            s['when'] = r.pick(('first_completed', 'first_exception', 'all_completed'))
        if r.chance(50):
            s['d'] = self.duration()

    def make_as_completed(self, s, place):
        s['slot'] = self.rng.pick(self.slots_later(place))
        s['do'] = self.block(place.inner(loop=True), 0, 2)
        if self.rng.chance(20):
            s['d'] = self.duration()

    def make_put(self, s, place):
        s['object'] = self.object('queue', 'queue', 'lifo', 'priority')
        if self.objects[s['object']][0] == 'priority':
            s['priority'] = self.rng.below(4)

    make_put_nowait = make_put

    def make_get(self, s, place): s['object'] = self.object('queue', 'lifo', 'priority')

    make_get_nowait = make_task_done = make_join = make_get

    def make_shutdown(self, s, place):
        self.make_get(s, place)
        if self.rng.chance(40):
            s['immediate'] = True

    def make_acquire(self, s, place): s['object'] = self.object('lock', 'semaphore', 'bounded_semaphore', 'condition')

    make_release = make_acquire

    def make_with(self, s, place):
        self.make_acquire(s, place)
        if self.has('barrier') and self.rng.chance(8):
            s['object'] = self.object('barrier')
        s['do'] = self.block(place.inner(), 0, 3)
        if self.objects[s['object']][0] == 'condition' and self.rng.chance(80):
            op = self.rng.weighted({'wait': 2, 'notify': 1} if place.body[0] not in 'ka' else {'notify': 1})
            about = {'op': op, 'object': s['object']}
            if op == 'notify':
                about['n'] = self.rng.pick((1, 1, 2, 'all'))
            s['do'].insert(self.rng.below(len(s['do']) + 1), about)
            if s['do'][-1]['op'] != op and s['do'][-1]['op'] in ('raise', 'return', 'break', 'continue'):
                s['do'].append(s['do'].pop())

    def make_wait(self, s, place):
        kind = self.rng.weighted({'event': 6, 'condition': 1, 'future': 3, 'barrier': 4 if self.has('barrier') else 0})
        s['object'] = self.object(kind)

    def make_abort(self, s, place): s['object'] = self.object('barrier')

    make_reset = make_abort

    def make_add_done_callback(self, s, place): s['object'], s['co'] = self.object('future'), self.rng.pick(self.later(place, 'k'))

    def make_task_factory(self, s, place): s['kind'] = self.rng.pick(('eager', 'default'))

    def make_notify(self, s, place): s['object'], s['n'] = self.object('condition'), self.rng.pick((1, 2, 'all'))

    def make_set(self, s, place): s['object'] = self.object('event', 'event', 'future')

    def make_clear(self, s, place): s['object'] = self.object('event')

    def make_timeout(self, s, place):
        s['d'] = self.duration(20)
        s['do'] = self.block(place.inner(), 1, 3)

    def make_taskgroup(self, s, place):
        self.groups += 1
        s['group'] = 'g%d' % self.groups
        s['do'] = self.block(place.inner(group=s['group']), 1, 4)
        if self.later(place) and self.rng.chance(90):
            spawn = {'op': 'spawn'}
            self.make_spawn(spawn, place.inner())
            spawn.pop('eager', None)
            spawn['group'] = s['group']
            s['do'].insert(0, spawn)

    def make_repeat(self, s, place):
        s['times'] = self.rng.pick((1, 2, 2, 3, 'N0', 'N1'))
        s['do'] = self.block(place.inner(loop=True), 1, 3)

    def make_forever(self, s, place):
        pause = {'op': 'sleep', 'd': self.rng.pick(('10ms', '0.1', '0.3', '1s')), 'fixed': True}
        s['do'] = [pause] + self.block(place.inner(loop=True), 0, 3)

    def make_if(self, s, place):
        s['test'] = self.rng.pick(('P0', 'P1', 0, 1))
        s['then'] = self.block(place.inner(), 1, 2)
        if self.rng.chance(50):
            s['else'] = self.block(place.inner(), 1, 2)

    def kinds(self, kinds):
        return {k: weight for k, weight in kinds.items() if self.version >= SINCE.get(k, (3, 0))}

    def make_try(self, s, place):
        r = self.rng
        s['do'] = self.block(place.inner(handler=False), 1, 3)
        if r.chance(80):
            kinds = self.kinds(KINDS)
            s['except'] = {}
            for _ in range(r.weighted({1: 6, 2: 3, 3: 1})):
                s['except'].setdefault(r.weighted(kinds), self.block(place.inner(handler=True), 0, 2))
        if 'except' in s and r.chance(20):
            s['else'] = self.block(place.inner(handler=False), 1, 2)
        if 'except' not in s or r.chance(30):
            s['finally'] = self.block(place.inner(handler=False), 1, 2)

    def make_raise(self, s, place):
        if not (place.handler and self.rng.chance(60)):
            s['kind'] = self.rng.weighted(self.kinds(RAISED))

    def make_probe(self, s, place):
        s['kind'], s['text'] = self.rng.pick((('say', 'hello'), ('mark', 'here'), ('beat', 'heart')))

    # -- the whole

    def body(self, name):
        place = Place(name)
        if name != 'main':
            return self.block(place, 1, 5)
        if self.shape == 'many':
            return self.main_many(place)
        statements = self.block(place, 3, 8)
        first = {'op': 'spawn'}
        self.make_spawn(first, place)
        statements.insert(0, first)
        if self.shape == 'alive':
            statements[1:] = [{'op': 'try', 'do': statements[1:4], 'except': {'exception': []}}]
            statements.append({'op': 'repeat', 'times': self.rng.between(3, 8), 'do': self.waking(place)})
        return statements

    def waking(self, place):
        """Give everyone who waits a chance, then let time pass."""
        r, do = self.rng, []
        offers = [('put_nowait', ('queue', 'lifo', 'priority')), ('get_nowait', ('queue', 'lifo')), ('release', ('semaphore', 'lock')),
                  ('set', ('event',)), ('notify', ('condition',)), ('cancel', ()), ('spawn', ())]
        for _ in range(r.between(2, 5)):
            op, kinds = r.pick(offers)
            s = {'op': op}
            if kinds:
                s['object'] = self.object(*kinds)
                if op == 'notify':
                    s['n'] = r.pick((1, 2, 'all'))
                    s = {'op': 'with', 'object': s['object'], 'do': [s]} if r.chance(60) else s
            else:
                getattr(self, 'make_' + op)(s, place)
            do.append({'op': 'try', 'do': [s], 'except': {'exception': []}})
        do.append({'op': 'sleep', 'd': r.pick(('10ms', '0.1', '0.1', '0.3'))})
        return do

    def main_many(self, place):
        r, statements = self.rng, []
        for _ in range(r.between(1, 3)):
            co = r.pick(self.later(place))
            statements.append({'op': 'spawn', 'co': co, 'count': r.between(20, 120), 'slot': 's' + co})
            if r.chance(50):
                statements.extend(self.block(place, 0, 2))
        statements.append({'op': 'sleep', 'd': r.pick(('0', '1ms', '10ms', '0.1'))})
        for _ in range(r.between(1, 60)):
            statements.append({'op': 'cancel', 'slot': 's' + r.pick(self.later(place)), 'index': r.below(120)})
        statements.extend(self.block(place, 1, 4))
        return statements

    def program(self):
        bodies = {name: self.body(name) for name in self.order}
        return {'objects': self.objects, 'params': self.params, 'options': self.options, 'slots': self.slots, 'bodies': bodies, 'callbacks': self.callbacks}


def rounds(s, params):
    """How often a statement does what is within it."""
    if s['op'] == 'forever':
        return 6
    times = s.get('times', s.get('count', 4 if s['op'] == 'as_completed' else 1))
    return params[times] if isinstance(times, str) else times


def cost(program):
    """The number of statements that a run does, roughly and rather too high."""
    params, costs = program['params'], {}

    def of(statements):
        total = 0
        for s in statements:
            inner = sum(of(b) for key in ('do', 'then', 'else', 'finally') for b in [s.get(key, [])])
            inner += sum(of(b) for b in s.get('except', {}).values())
            started = [n for n in [s.get('co')] + s.get('names', []) if n in costs]
            total += 1 + rounds(s, params) * (inner + sum(costs[n] for n in started))
        return total
    for name in reversed(list(program['bodies'])):
        costs[name] = of(program['bodies'][name])
    return costs['main']


def generate(seed, number, version):
    """Program `number` of a series, for a version (major, minor). The same on every machine."""
    rng = Rng(seed, number, version[0], version[1])
    while True:
        program = Generator(rng, version).program()
        if cost(program) <= LONGEST * (3 if any(s.get('count', 0) not in (0, 'N0', 'N1') and s['count'] > 4 for s in walk(program['bodies']['main'])) else 1):
            return program
