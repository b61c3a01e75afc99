"""One program, both ways: the oracle's trace on a CPython and the simulator's."""
import json
import os
import queue
import subprocess
import threading

import scenario
import twin
from simulator import Simulator, batches, holds

HERE = os.path.dirname(os.path.abspath(__file__))
ITERATIONS = 1000           # where both sides stop a program that does not end
LINES = 20000               # of trace: where the oracle stops, at the end of an iteration


def scenario_of(program):
    return scenario.scenario(program, 'diff', ITERATIONS)


class Oracle:
    """A CPython that runs one program after the other."""

    def __init__(self, python):
        self.process = subprocess.Popen([python, os.path.join(HERE, 'worker.py')], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        universal_newlines=True)
        self.asked, self.answered, self.answers = 0, 0, {}
        self.lines = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()    # so that neither side waits for the other to read

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    @staticmethod
    def _question(source, options):
        world = {'max_iterations': ITERATIONS, 'max_lines': LINES, 'threads': options.get('threads', 8), 'epoll': 'select' in options,
                 'step_cost': float(twin.seconds(options.get('costs', '0')))}
        return {'source': source, 'world': world}

    def ask(self, programs):
        """Hand over some (source, options); returns what answer() wants to know."""
        try:
            self.process.stdin.write(json.dumps([self._question(*p) for p in programs]) + '\n')
            self.process.stdin.flush()
        except BrokenPipeError:
            raise SystemExit('the oracle died') from None
        self.asked += 1
        return self.asked

    def answer(self, question):
        """[(outcome, trace)]"""
        while question not in self.answers:
            line = self.lines.get()
            if line is None:
                raise SystemExit('the oracle died')
            self.answered += 1
            self.answers[self.answered] = [(a['outcome'], a['trace']) for a in json.loads(line)]
        return self.answers.pop(question)

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Result:
    def __init__(self, program, source, text, outcome, want, got, counted, said):
        self.program, self.source, self.scenario = program, source, text
        self.outcome, self.want, self.said = outcome, want, said
        self.got = got[:len(want)] if outcome == 'TooMuch' else got
        self.is_miscounted = not holds(counted, got)

    @property
    def differs(self):
        return self.want != self.got or self.outcome == 'hang' or self.is_miscounted

    def text(self):
        want, got = self.want.splitlines(), self.got.splitlines()
        at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
        lines = ['-------- Python', self.source, '-------- scenario', self.scenario, '-------- trace']
        if self.is_miscounted:
            lines += ['(unwatched, aqlint counts otherwise)']
        lines += ['            ' + line for line in want[max(0, at - 12):at]]
        lines += ['  CPython   ' + line for line in want[at:at + 3] or ['(end: %s)' % self.outcome]]
        lines += ['  aqlint    ' + line for line in got[at:at + 3] or ['(end) ' + self.said[-600:]]]
        return '\n'.join(lines)

    def keep(self, folder, stem):
        os.makedirs(folder, exist_ok=True)
        for ending, text in (('.py', self.source + '\n\nasyncio.run(main())\n'), ('.yaml', self.scenario), ('.txt', self.text() + '\n')):
            with open(os.path.join(folder, stem + ending), 'w') as f:
                f.write(text)


class Pair:
    """An oracle and a simulator of one version."""

    def __init__(self, version, python, args):
        self.args, self.oracle, self.simulator = args, Oracle(python), Simulator(args.aqlint, version)

    def compare(self, program):
        """One program, each side alone with it."""
        source, text = twin.python(program), scenario_of(program)
        question = self.oracle.ask([(source, program['options'])])
        got, said = self.simulator.trace(text)
        counted, = self.simulator.counts([text])
        (outcome, want), = self.oracle.answer(question)
        return Result(program, source, text, outcome, want, got, counted, said)

    def _start(self, programs):
        sources, texts = [twin.python(p) for p in programs], [scenario_of(p) for p in programs]
        question = self.oracle.ask([(source, p['options']) for source, p in zip(sources, programs)])
        return question, programs, sources, texts, self.simulator.traces(texts), self.simulator.counts(texts)

    def _finish(self, question, *lists):
        for program, source, text, got, counted, (outcome, want) in zip(*lists, self.oracle.answer(question)):
            yield Result(program, source, text, outcome, want, got, counted, 'as one of %d scenarios' % len(lists[0]))

    def compare_all(self, programs):
        """The results in order. Both sides get many programs at once, and the oracle works on them meanwhile."""
        started = []
        for batch in batches(programs):
            started.append(self._start(batch))
            if len(started) > 1:
                yield from self._finish(*started.pop(0))
        for rest in started:
            yield from self._finish(*rest)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.oracle.close()
        self.simulator.close()
