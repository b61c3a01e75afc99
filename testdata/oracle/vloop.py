#!/usr/bin/env python3
"""CPython's own asyncio loop in virtual time, and a trace of all that it does.

The scheduler under test is not modelled here: BaseEventLoop._run_once, call_soon, call_at, Handle, Task, Future, Queue,
the locks, gather, wait ... run as the interpreter ships them.  What is replaced is the world that the loop looks out on:

  selector   Selector.select never blocks; where a real one would sleep it sets the clock to the next deadline
  clock      loop.time(), time.time, monotonic, perf_counter (and their _ns forms) read WORLD.now, which starts at 0.0
  CPU work   time.sleep(d) called by the loop's thread adds d to the clock: the loop is busy for d
  threads    concurrent.futures.ThreadPoolExecutor is a pool of virtual threads; a job lasts as long as it sleeps
  I/O        `await vloop.arrival(d)` waits for data that arrives after d, by way of a reader handle
  sets       where CPython iterates over a set of tasks, and so by address, the order is that of the arguments or, when
             there are none, of the tasks' creation: asyncio.run's cancel-all, TaskGroup's abort, wait, as_completed

A trace is lines of tab-separated fields: time, iteration, event, subject and, for some, a detail.

  iter    ntodo=N               the iteration runs its first callback, N are to be run
  step    Tn   begin|wakeup     a task's step begins: by itself, or by the future that it waited for
  end     Tn   wait|yield|done|cancelled|error      how that step ended
  call    NAME                  any other callback runs
  soon    NAME | step:Tn | wakeup:Tn                a callback joins the ready queue
  timer   NAME when=T           a timer enters the heap
  untimer NAME when=T           a timer in the heap is cancelled
  cpu     D                     the loop's thread is busy for D
  deadlock                      nothing can ever wake the loop again; the trace ends

Times are repr() of doubles.  Tasks are numbered as they are first mentioned (names are no identity: their counter is
shared with tasks that are never seen, and differs between versions).

  vloop.py PROGRAM.py [--trace FILE] [--threads N] [--epoll] [--step-cost S] [--py-task] [--max-iterations N]

Runs on CPython 3.8 to 3.14.  README.md says what is covered and what is not.
"""
import argparse
import asyncio
import collections
import collections.abc
import concurrent.futures
import functools
import heapq
import inspect
import math
import os
import runpy
import selectors
import sys
import time
import warnings
from asyncio import base_events, events, futures, tasks

TASK_TYPES = tuple({tasks.Task, tasks._PyTask})


class Stopped(RuntimeError):
    """The run ends here: see the subclasses."""


class Deadlock(Stopped):
    """No callback is ready, no timer is set and nothing is under way outside: a real loop would sleep for ever."""


class TooLong(Stopped):
    """The limit of iterations is reached."""


class TooMuch(Stopped):
    """The limit of trace lines was reached in the last iteration."""


class World:
    """All state of one run: the clock, what happens outside of the loop's thread, and the trace."""

    def __init__(self, threads=8, epoll=False, step_cost=0.0, max_iterations=None, max_lines=None, traced=True):
        self.threads, self.epoll, self.step_cost = threads, epoll, step_cost
        self.max_iterations, self.max_lines = max_iterations, max_lines
        self.now = 0.0
        self.thread_now = None          # the clock of the virtual thread whose job is being run, or None
        self.loop = None
        self.outside = []               # heap of (when, sequence, action): thread ends and arrivals to come
        self.sequence = 0
        self.arrived = []               # reader handles of the data that has come since the last select
        self.pipe_full = False          # the self-pipe
        self.iteration = 0
        self.lines = []
        self.recording = traced
        self.stopped = None             # why, once the run has been stopped
        self.numbers = {}               # task -> its number in the trace; keeps all tasks alive, as no real loop does
        self.born = []                  # [task] in order of creation; the cell is empty while the task is being made
        self._stamp, self._stamped = None, None

    def note(self, event, subject, detail=''):
        if not self.recording:
            return
        if self._stamped != (self.now, self.iteration):
            self._stamped = (self.now, self.iteration)
            self._stamp = '%r\t%d\t' % self._stamped
        self.lines.append(self._stamp + event + '\t' + subject + ('\t' + detail if detail else '') + '\n')

    def number(self, task):
        n = self.numbers.get(task)
        if n is None:
            n = self.numbers[task] = len(self.numbers) + 1
        return 'T%d' % n

    def later(self, when, action):
        heapq.heappush(self.outside, (when, self.sequence, action))
        self.sequence += 1

    def pass_until(self, when):
        """Let the outside happen up to and including `when`, each thing at its own time."""
        while self.outside and self.outside[0][0] <= when:
            at, _, action = heapq.heappop(self.outside)
            self.now = max(self.now, at)
            off_loop(action)

    def busy(self, duration):
        """The loop's thread computes for `duration`."""
        end = self.now + duration
        self.pass_until(end)
        self.now = end


WORLD = World()


def off_loop(action):
    """Do what another thread would do: there, no loop is running (from 3.14 _chain_future looks)."""
    loop = events._get_running_loop()
    events._set_running_loop(None)
    try:
        return action()
    finally:
        events._set_running_loop(loop)


class Clock:
    """What time.* is replaced with."""

    @staticmethod
    def read():
        return WORLD.now if WORLD.thread_now is None else WORLD.thread_now

    @staticmethod
    def read_ns():
        return round(Clock.read() * 1e9)

    @staticmethod
    def sleep(duration):
        if duration < 0:
            raise ValueError('sleep length must be non-negative')
        if WORLD.thread_now is not None:
            WORLD.thread_now += duration
        elif WORLD.loop is None:
            WORLD.now += duration
        else:
            WORLD.note('cpu', repr(float(duration)))
            WORLD.busy(duration)


class OrderedSet(collections.abc.MutableSet):
    """A set that iterates in order of insertion."""

    def __init__(self, items=()):
        self._items = dict.fromkeys(items)

    def __contains__(self, item):
        return item in self._items

    def __iter__(self):
        return iter(self._items)

    def __len__(self):
        return len(self._items)

    def add(self, item):
        self._items[item] = None

    def discard(self, item):
        self._items.pop(item, None)


class Selector:
    """Registers nothing: the self-pipe and the arrivals are WORLD's. select() is where time passes."""

    def select(self, timeout=None):
        w = WORLD
        if w.stopped:
            raise w.stopped
        w.pass_until(w.now)
        if timeout is None or timeout > 0:
            if not w.pipe_full and not w.arrived:
                self._sleep(timeout)
        ready = []
        if w.pipe_full:
            ready.append(self._event(w.loop._pipe_reader))
        ready.extend(map(self._event, w.arrived))
        w.arrived = []
        w.iteration += 1
        w.loop._first = True
        if w.max_iterations is not None and w.iteration > w.max_iterations:
            self._stop(TooLong('%d iterations' % w.max_iterations))
        if w.max_lines is not None and len(w.lines) > w.max_lines:
            self._stop(TooMuch('%d lines' % len(w.lines)))
        return ready

    def _sleep(self, timeout):
        w = WORLD
        if timeout is None:
            if not w.outside:
                w.note('deadlock', '')
                self._stop(Deadlock('nothing can wake the loop at t=%r' % w.now))
            return w.pass_until(w.outside[0][0])
        until = self._deadline(timeout)
        if w.outside and w.outside[0][0] <= until:
            w.pass_until(w.outside[0][0])
        else:
            w.now = max(w.now, until)

    @staticmethod
    def _stop(reason):
        """What asyncio.run still tries to do after this is no part of the run."""
        WORLD.recording, WORLD.stopped = False, reason
        raise reason

    @staticmethod
    def _deadline(timeout):
        """now + timeout; but the loop computed timeout = when - now, and now + (when - now) may miss `when` by an ulp."""
        w = WORLD
        if w.epoll:
            return w.now + math.ceil(timeout * 1e3) * 1e-3
        timers = w.loop._scheduled
        if timers and timers[0]._when - w.now == timeout:
            return timers[0]._when
        return w.now + timeout

    @staticmethod
    def _event(handle):
        return selectors.SelectorKey(None, -1, selectors.EVENT_READ, (handle, None)), selectors.EVENT_READ

    def close(self):
        pass

    def get_map(self):
        return {}


def _is_task(o):
    return isinstance(o, TASK_TYPES)


def name_of(callback, args):
    """(task, what) of a task's own callbacks, (None, name) of all others."""
    owner = getattr(callback, '__self__', None)
    name = getattr(callback, '__name__', None) or type(callback).__name__
    if _is_task(owner):
        if 'wakeup' in name.lower():
            return owner, 'wakeup'
        if 'step' in name.lower():
            return owner, 'step'
        return None, name + ':' + WORLD.number(owner)
    f = getattr(callback, 'func', callback)
    return None, _short(getattr(f, '__qualname__', None) or type(f).__name__)


@functools.lru_cache(maxsize=None)
def _short(name):
    for noise in ('.<locals>', 'BaseSelectorEventLoop.', 'Loop.'):
        name = name.replace(noise, '')
    return name.replace('_gather.', 'gather.')          # 3.9's name for it


def label(callback, args):
    task, what = name_of(callback, args)
    return what + ':' + WORLD.number(task) if task is not None else what


class Traced:
    """What the handle classes have in common: their run is logged."""
    __slots__ = ()

    def _run(self):
        w, loop = WORLD, self._loop
        if loop._first:
            loop._first = False
            w.note('iter', 'ntodo=%d' % (len(loop._ready) + 1))
        task, what = name_of(self._callback, self._args)
        if task is None:
            w.note('call', what)
        else:
            w.note('step', w.number(task), 'begin' if what == 'step' else what)
        super()._run()
        if w.step_cost:
            w.busy(w.step_cost)
        if task is not None:
            w.note('end', w.number(task), _state(task))


def _state(task):
    if not task.done():
        return 'yield' if task._fut_waiter is None else 'wait'
    if task.cancelled():
        return 'cancelled'
    return 'done' if task.exception() is None else 'error'


class Handle(Traced, events.Handle):
    __slots__ = ()


class TimerHandle(Traced, events.TimerHandle):
    __slots__ = ()

    def cancel(self):
        if self._scheduled and not self._cancelled:
            WORLD.note('untimer', label(self._callback, self._args), 'when=%r' % self._when)
        super().cancel()


class Loop(asyncio.SelectorEventLoop):
    def __init__(self):
        self._first = False
        WORLD.loop = self
        super().__init__(Selector())
        self._clock_resolution = 1e-9            # Linux's, wherever this runs

    def time(self):
        return WORLD.now

    def close(self):
        super().close()
        WORLD.loop = None

    # -- the self-pipe is a flag
    def _make_self_pipe(self):
        self._pipe_reader = Handle(self._read_from_self, (), self)

    def _close_self_pipe(self):
        pass

    def _write_to_self(self):
        WORLD.pipe_full = True

    def _read_from_self(self):
        WORLD.pipe_full = False

    # -- what is logged
    def _call_soon(self, callback, args, context):
        handle = super()._call_soon(callback, args, context)
        WORLD.note('soon', label(callback, args))
        return handle

    if hasattr(events, '_ThreadSafeHandle'):      # from 3.14 it does not come by _call_soon
        def call_soon_threadsafe(self, callback, *args, context=None):
            handle = super().call_soon_threadsafe(callback, *args, context=context)
            WORLD.note('soon', label(callback, args))
            return handle

    def call_at(self, when, callback, *args, context=None):
        handle = super().call_at(when, callback, *args, context=context)
        WORLD.note('timer', label(callback, args), 'when=%r' % when)
        return handle

    def create_task(self, coro, **kwargs):
        return born(super().create_task, coro, **kwargs)

    async def shutdown_default_executor(self, *args):
        """No thread is joined: the pool is dropped, and the coroutine has nothing to wait for."""
        self._default_executor = None
        WORLD.outside.clear()
        await super().shutdown_default_executor(*args)

def born(make, *args, **kwargs):
    """make(...) a task and enter it in the order of creation; an eager one runs its first step meanwhile."""
    cell = [None]
    WORLD.born.append(cell)
    cell[0] = make(*args, **kwargs)
    return cell[0]


def all_tasks(loop=None):
    loop = loop or events.get_running_loop()
    return OrderedSet(t for (t,) in WORLD.born if t is not None and not t.done() and t.get_loop() is loop)


# -- threads and arrivals

class Pool(concurrent.futures.ThreadPoolExecutor):
    """Virtual threads, first come first served. A job is run at once when it starts, on a clock of its own that begins
    at the loop's; its end is then a thing that happens outside, at the time that clock shows."""

    def __init__(self, max_workers=None, *args, **kwargs):
        self._idle = max_workers or WORLD.threads
        self._waiting = collections.deque()

    def submit(self, fn, *args, **kwargs):
        future = concurrent.futures.Future()
        self._waiting.append((future, functools.partial(fn, *args, **kwargs)))
        self._start()
        return future

    def _start(self):
        while self._idle and self._waiting:
            future, job = self._waiting.popleft()
            if future.set_running_or_notify_cancel():
                self._idle -= 1
                self._run(future, job)

    def _run(self, future, job):
        saved, WORLD.thread_now = WORLD.thread_now, WORLD.now
        try:
            finish = functools.partial(future.set_result, off_loop(job))
        except BaseException as e:
            finish = functools.partial(future.set_exception, e)
        end, WORLD.thread_now = WORLD.thread_now, saved
        WORLD.later(end, functools.partial(self._end, finish))

    def _end(self, finish):
        finish()
        self._idle += 1
        self._start()

    def shutdown(self, *args, **kwargs):
        pass


def _read_ready(waiter):
    """The reader's callback. Data comes whether or not somebody still waits for it."""
    if not waiter.done():
        waiter.set_result(None)


async def arrival(delay):
    """Wait for I/O that arrives `delay` seconds from now."""
    loop = asyncio.get_running_loop()
    waiter = loop.create_future()
    handle = Handle(_read_ready, (waiter,), loop)
    WORLD.later(loop.time() + delay, lambda: WORLD.arrived.append(handle))
    await waiter


def eager(coro):
    """A task that begins at once, whatever the loop's factory is (3.12 and later)."""
    return born(asyncio.Task, coro, loop=asyncio.get_running_loop(), eager_start=True)


# -- canonical order

def _sort_done(loop, start, order):
    """Futures that were done already have had their callbacks appended in a set's order: in the arguments' order, then."""
    added = [loop._ready.pop() for _ in range(len(loop._ready) - start)][::-1]
    places = [i for i, h in enumerate(added) if h._args and h._args[0] in order]
    for i, h in zip(places, sorted((added[i] for i in places), key=lambda h: order[h._args[0]])):
        added[i] = h
    loop._ready.extend(added)


def _ordered_as_completed(original):
    @functools.wraps(original)
    def as_completed(fs, **kwargs):
        loop, fs = events.get_running_loop(), list(fs)
        order = {f: i for i, f in enumerate(fs)}
        start = len(loop._ready)
        iterator = original(fs, **kwargs)
        if not inspect.isgenerator(iterator):
            _sort_done(loop, start, order)
            return iterator
        return generate(iterator, loop, order)

    def generate(iterator, loop, order):
        start = len(loop._ready)
        for i, waiter in enumerate(iterator):
            if i == 0:
                _sort_done(loop, start, order)
            yield waiter
    return as_completed


def _ordered_wait(original, inner):
    """To 3.10 wait() hands its own set of futures to _wait()."""
    order = {}

    @functools.wraps(original)
    async def wait(fs, **kwargs):
        order.clear()
        order.update((f, i) for i, f in enumerate(fs))
        return await original(fs, **kwargs)

    async def _wait(fs, *args):
        place = {t: i for i, (t,) in enumerate(WORLD.born, len(order))}
        return await inner(OrderedSet(sorted(fs, key=lambda f: order.get(f, place.get(f)))), *args)
    return wait, _wait


def _canonical_order():
    tasks.all_tasks = asyncio.all_tasks = all_tasks
    tasks.set = OrderedSet                        # a module's global comes before the builtin
    tasks.as_completed = asyncio.as_completed = _ordered_as_completed(tasks.as_completed)
    if sys.version_info < (3, 11):
        tasks.wait, tasks._wait = _ordered_wait(tasks.wait, tasks._wait)
        asyncio.wait = tasks.wait
    else:
        from asyncio import taskgroups
        taskgroups.set = OrderedSet


def install(py_task=False):
    """Replace the world in this process: from now on every new event loop is a Loop, in WORLD. Once a process."""
    for name in ('time', 'monotonic', 'perf_counter'):
        setattr(time, name, Clock.read)
        setattr(time, name + '_ns', Clock.read_ns)
    time.sleep = Clock.sleep
    events.Handle, events.TimerHandle = Handle, TimerHandle
    if hasattr(events, '_ThreadSafeHandle'):
        events._ThreadSafeHandle = Handle         # there is one real thread only
    concurrent.futures.ThreadPoolExecutor = Pool
    events.new_event_loop = asyncio.new_event_loop = Loop
    if py_task:
        futures.Future = asyncio.Future = futures._PyFuture
        tasks.Task = asyncio.Task = tasks._PyTask
        if sys.version_info >= (3, 14):           # where the two kinds no longer share the current task
            tasks.current_task = asyncio.current_task = tasks._py_current_task
    _canonical_order()


def renew(**options):
    """A fresh world for the next run."""
    global WORLD
    WORLD = World(**options)
    return WORLD


def main():
    p = argparse.ArgumentParser(description='Run an asyncio program on a virtual clock and trace its loop.')
    p.add_argument('program')
    p.add_argument('--trace', metavar='FILE')
    p.add_argument('--threads', type=int, default=8, help='size of the default executor')
    p.add_argument('--epoll', action='store_true', help='round sleeps up to whole milliseconds, as EpollSelector does')
    p.add_argument('--step-cost', type=float, default=0.0, metavar='S', help='each callback costs S seconds')
    p.add_argument('--py-task', action='store_true', help='the Task and Future written in Python')
    p.add_argument('--max-iterations', type=int, metavar='N')
    a = p.parse_args()
    install(a.py_task)
    world = renew(threads=a.threads, epoll=a.epoll, step_cost=a.step_cost, max_iterations=a.max_iterations,
                  traced=a.trace is not None)
    warnings.simplefilter('ignore')
    sys.path.insert(0, os.path.dirname(os.path.abspath(a.program)))
    sys.argv = [a.program]
    try:
        runpy.run_path(a.program, run_name='__main__')
    except Stopped as e:
        print('%s: %s' % (type(e).__name__, e), file=sys.stderr)
    finally:
        if a.trace:
            with open(a.trace, 'w') as f:
                f.writelines(world.lines)


if __name__ == '__main__':
    import vloop                                  # one copy of this module, whether run or imported
    vloop.main()
