"""One program, both ways: the oracle's trace on a CPython and the simulator's."""
import json
import os
import shutil
import subprocess
import tempfile

import interpreters
import scenario
import twin

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

    def ask(self, source, options):
        """Hand over a program; returns what answer() wants to know."""
        world = {'max_iterations': ITERATIONS, 'max_lines': LINES, 'threads': options.get('threads', 8), 'epoll': 'select' in options,
                 'step_cost': float(twin.seconds(options.get('costs', '0')))}
        self.process.stdin.write(json.dumps({'source': source, 'world': world}) + '\n')
        self.process.stdin.flush()
        self.asked += 1
        return self.asked

    def answer(self, question):
        while question not in self.answers:
            line = self.process.stdout.readline()
            if not line:
                raise SystemExit('the oracle died')
            self.answered += 1
            self.answers[self.answered] = json.loads(line)
        answer = self.answers.pop(question)
        return answer['outcome'], answer['trace']

    def close(self):
        self.process.stdin.close()
        self.process.wait()


class Simulator:
    def __init__(self, aqlint, version):
        self.command = [aqlint, 'sim', '--python', interpreters.profile(version)]
        self.folder = tempfile.mkdtemp(prefix='aqlint-diff-')
        self.said = ''

    def trace(self, text):
        path, out = (os.path.join(self.folder, name) for name in ('diff.yaml', 'trace'))
        with open(path, 'w') as f:
            f.write(text)
        if os.path.exists(out):
            os.remove(out)
        p = subprocess.run(self.command + [path, '--trace', out], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.said = p.stdout.decode(errors='replace') if p.returncode in (0, 1, 2) else 'exit code %d\n%s' % (
            p.returncode, p.stdout.decode(errors='replace'))
        if not os.path.exists(out):
            return ''
        with open(out) as f:
            return f.read()

    def close(self):
        shutil.rmtree(self.folder)


class Result:
    def __init__(self, program, source, text, outcome, want, got, said):
        self.program, self.source, self.scenario = program, source, text
        self.outcome, self.want, self.said = outcome, want, said
        self.got = got[:len(want)] if outcome == 'TooMuch' else got

    @property
    def differs(self):
        return self.want != self.got or self.outcome == 'hang'

    def text(self):
        want, got = self.want.splitlines(), self.got.splitlines()
        at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
        lines = ['-------- Python', self.source, '-------- scenario', self.scenario, '-------- trace']
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

    def start(self, program):
        source = twin.python(program)
        return program, source, self.oracle.ask(source, program['options'])

    def finish(self, started):
        program, source, question = started
        text = scenario_of(program)
        got = self.simulator.trace(text)
        outcome, want = self.oracle.answer(question)
        return Result(program, source, text, outcome, want, got, self.simulator.said)

    def compare(self, program):
        return self.finish(self.start(program))

    def compare_all(self, programs):
        """The results in order; the oracle is at work on the next one meanwhile."""
        ahead = None
        for program in programs:
            started = self.start(program)
            if ahead:
                yield self.finish(ahead)
            ahead = started
        if ahead:
            yield self.finish(ahead)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.oracle.close()
        self.simulator.close()
