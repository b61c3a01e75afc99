#!/usr/bin/env python3
"""Unbounded asyncio queues and constant sleep(<=0) by Python's own parser: oracle.py PATH...

Prints `path:line:column rule` for each, sorted, columns in characters from 1. It shares nothing with aqlint, not even
the way of thinking: names are looked up by the expression that binds them, one file at a time. It knows
  - imports, `as`, from-imports, star imports, imports inside functions, try/except pairs of imports;
  - aliases by assignment, subscripted generics, subclasses in the file, with or without an __init__ of their own;
  - numbers by literal, arithmetic, or a name that is bound once;
  - an unbounded class handed to default_factory=, defaultdict() or partial().
What it cannot tell it leaves out, so a finding of aqlint that is not here need not be wrong; the opposite is a miss.
"""
import ast
import operator
import os
import re
import sys
import warnings

QUEUES = {"asyncio.Queue", "asyncio.LifoQueue", "asyncio.PriorityQueue"}
FACTORY_TAKERS = {"functools.partial", "collections.defaultdict"}
ARITHMETIC = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
              ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.LShift: operator.lshift}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
OPAQUE = object()       # bound to something that nobody here can follow


class Scope:
    """One scope: what binds each name. A binding is a dotted name (an import), a node, or OPAQUE."""

    def __init__(self, node, outer):
        self.node, self.outer = node, outer
        self.bindings, self.elsewhere, self.stars = {}, {}, []

    def bind(self, name, binding):
        self.bindings.setdefault(name, []).append(binding)

    def find(self, name):
        """The scope whose `name` is meant by a use of it in this scope, and its bindings."""
        scope = self
        if self.elsewhere.get(name) == "global":
            while scope.outer:
                scope = scope.outer
        first = True
        while scope:
            hidden = isinstance(scope.node, ast.ClassDef) and not first
            if name in scope.bindings and not hidden and (not first or name not in scope.elsewhere):
                return scope, scope.bindings[name]
            first, scope = False, scope.outer
        return None, []


class Binder(ast.NodeVisitor):
    """Makes the scopes of a file; `scopes` maps each node that uses names to the scope that it stands in."""

    def __init__(self, tree):
        self.scope = self.module = Scope(tree, None)
        self.scope_of = {}
        self.generic_visit(tree)

    def visit(self, node):
        self.scope_of[node] = self.scope
        super().visit(node)

    def within(self, node, parts):
        self.scope = Scope(node, self.scope)
        for part in parts:
            self.visit(part)
        self.scope = self.scope.outer

    def target(self, node, value):
        if isinstance(node, ast.Name):
            self.scope_of[node] = self.scope
            scope = self.module if self.scope.elsewhere.get(node.id) == "global" else self.scope
            scope.bind(node.id, value)
        elif isinstance(node, (ast.Tuple, ast.List)):
            for element in node.elts:
                self.target(element, OPAQUE)
        elif isinstance(node, ast.Starred):
            self.target(node.value, OPAQUE)
        else:
            self.visit(node)

    def visit_Import(self, node):
        for alias in node.names:
            self.target(ast.Name(alias.asname or alias.name.split(".")[0]),
                        alias.name if alias.asname else alias.name.split(".")[0])

    def visit_ImportFrom(self, node):
        module = "." * node.level + (node.module or "")
        for alias in node.names:
            if alias.name == "*":
                self.scope.stars.append(module)
            else:
                self.target(ast.Name(alias.asname or alias.name), f"{module}.{alias.name}")

    def visit_Global(self, node):
        self.scope.elsewhere.update(dict.fromkeys(node.names, "global"))

    def visit_Nonlocal(self, node):
        self.scope.elsewhere.update(dict.fromkeys(node.names, "nonlocal"))

    def visit_Assign(self, node):
        self.visit(node.value)
        for target in node.targets:
            self.target(target, node.value)

    def visit_AnnAssign(self, node):
        self.visit(node.annotation)
        if node.value:
            self.visit(node.value)
            self.target(node.target, node.value)

    def visit_AugAssign(self, node):
        self.visit(node.value)
        self.target(node.target, OPAQUE)

    def visit_NamedExpr(self, node):
        self.visit(node.value)
        scope, inner = self.scope, self.scope
        while isinstance(scope.node, COMPREHENSIONS):
            scope = scope.outer
        self.scope = scope
        self.target(node.target, node.value)
        self.scope = inner

    def visit_For(self, node):
        self.visit(node.iter)
        self.target(node.target, OPAQUE)
        for statement in node.body + node.orelse:
            self.visit(statement)

    visit_AsyncFor = visit_For

    def visit_withitem(self, node):
        self.visit(node.context_expr)
        if node.optional_vars:
            self.target(node.optional_vars, OPAQUE)

    def visit_ExceptHandler(self, node):
        if node.name:
            self.target(ast.Name(node.name), OPAQUE)
        self.generic_visit(node)

    def visit_Delete(self, node):
        for target in node.targets:
            self.visit(target) if not isinstance(target, ast.Name) else None

    def visit_MatchAs(self, node):
        if node.name:
            self.target(ast.Name(node.name), OPAQUE)
        self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node):
        if node.rest:
            self.target(ast.Name(node.rest), OPAQUE)
        self.generic_visit(node)

    def visit_ClassDef(self, node):
        self.target(ast.Name(node.name), node)
        for part in node.decorator_list + node.bases + [keyword.value for keyword in node.keywords]:
            self.visit(part)
        self.within(node, node.body)

    def visit_FunctionDef(self, node):
        if not isinstance(node, ast.Lambda):
            self.target(ast.Name(node.name), OPAQUE)
            for part in node.decorator_list + ([node.returns] if node.returns else []):
                self.visit(part)
        arguments = node.args
        for default in arguments.defaults + [default for default in arguments.kw_defaults if default]:
            self.visit(default)
        every = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
        every += [extra for extra in (arguments.vararg, arguments.kwarg) if extra]
        self.scope = Scope(node, self.scope)
        for argument in every:
            self.scope.bind(argument.arg, OPAQUE)
            if argument.annotation:
                self.visit(argument.annotation)
        for part in [node.body] if isinstance(node, ast.Lambda) else node.body:
            self.visit(part)
        self.scope = self.scope.outer

    visit_AsyncFunctionDef = visit_Lambda = visit_FunctionDef

    def visit_ListComp(self, node):
        self.visit(node.generators[0].iter)
        self.scope = Scope(node, self.scope)
        for number, generator in enumerate(node.generators):
            if number:
                self.visit(generator.iter)
            self.target(generator.target, OPAQUE)
            for condition in generator.ifs:
                self.visit(condition)
        for part in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
            self.visit(part)
        self.scope = self.scope.outer

    visit_SetComp = visit_DictComp = visit_GeneratorExp = visit_ListComp


def canonical(dotted):
    """asyncio's classes by their public names: asyncio.queues.Queue is asyncio.Queue."""
    for module in ("asyncio.queues", "asyncio.tasks"):
        if dotted.startswith(module + "."):
            return "asyncio" + dotted[len(module):]
    return dotted


class Resolver:
    def __init__(self, binder):
        self.binder, self.busy = binder, set()

    def meaning(self, node):
        """What an expression names: a dotted name, a ClassDef of the file, or None."""
        if node in self.busy:
            return None
        self.busy.add(node)
        try:
            return self.meaning_of(node)
        finally:
            self.busy.discard(node)

    def meaning_of(self, node):
        if isinstance(node, ast.Subscript):
            whole = self.meaning(node.value)
            return whole if whole in QUEUES or isinstance(whole, ast.ClassDef) else None
        if isinstance(node, ast.Attribute):
            owner = self.meaning(node.value)
            return canonical(f"{owner}.{node.attr}") if isinstance(owner, str) else None
        if not isinstance(node, ast.Name) or node not in self.binder.scope_of:
            return None
        scope, bindings = self.binder.scope_of[node].find(node.id)
        if not bindings:
            starred = [s for s in self.stars_around(self.binder.scope_of[node]) if s == "asyncio"]
            return canonical(f"asyncio.{node.id}") if starred else None
        return self.meaning_of_bindings(bindings)

    def stars_around(self, scope):
        while scope:
            yield from scope.stars
            scope = scope.outer

    def meaning_of_bindings(self, bindings):
        """One meaning, or None; imports that a handler replaces by None or another import count once."""
        found = set()
        for binding in bindings:
            if isinstance(binding, str):
                found.add(canonical(binding))
            elif isinstance(binding, ast.ClassDef):
                found.add(binding)
            elif binding is OPAQUE or not isinstance(binding, ast.Constant) or binding.value is not None:
                found.add(None if binding is OPAQUE else self.meaning(binding))
        return found.pop() if len(found) == 1 else None

    def number(self, node):
        """The number that an expression is, or None."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, (int, float)) else None
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            value = self.number(node.operand)
            return value if value is None else -value if isinstance(node.op, ast.USub) else value
        if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC:
            left, right = self.number(node.left), self.number(node.right)
            try:
                return None if left is None or right is None else ARITHMETIC[type(node.op)](left, right)
            except (ArithmeticError, ValueError, TypeError):
                return None
        if isinstance(node, ast.Name) and node in self.binder.scope_of and node not in self.busy:
            _scope, bindings = self.binder.scope_of[node].find(node.id)
            if len(bindings) == 1 and isinstance(bindings[0], ast.AST):
                self.busy.add(node)
                value = self.number(bindings[0])
                self.busy.discard(node)
                return value
        return None


class Finder(ast.NodeVisitor):
    def __init__(self, tree):
        self.resolver = Resolver(Binder(tree))
        self.found = []
        self.visit(tree)

    def argument(self, call, name):
        """The expression of the first argument, by place or name: None if absent, OPAQUE if nobody can tell."""
        if any(isinstance(argument, ast.Starred) for argument in call.args[:1]):
            return OPAQUE
        if call.args:
            return call.args[0]
        for keyword in call.keywords:
            if keyword.arg == name:
                return keyword.value
        return OPAQUE if any(keyword.arg is None for keyword in call.keywords) else None

    def unbounded_call(self, call, queue):
        """Whether calling `queue` (a dotted name or a ClassDef) with these arguments sets no bound."""
        if isinstance(queue, ast.ClassDef):
            return self.unbounded_subclass(call, queue, set())
        if queue not in QUEUES:
            return False
        bound = self.argument(call, "maxsize")
        if bound is None:
            return True
        value = None if bound is OPAQUE else self.resolver.number(bound)
        return value is not None and value <= 0

    def queue_bases(self, definition):
        bases = [self.resolver.meaning(base) for base in definition.bases]
        return [base for base in bases if base in QUEUES or isinstance(base, ast.ClassDef)]

    def unbounded_subclass(self, call, definition, seen):
        """A subclass that leaves __init__ alone takes the arguments of its base."""
        if definition in seen or self.own_init(definition):
            return False
        seen.add(definition)
        return any(self.unbounded_subclass(call, base, seen) if isinstance(base, ast.ClassDef)
                   else self.unbounded_call(call, base) for base in self.queue_bases(definition))

    @staticmethod
    def own_init(definition):
        return [s for s in definition.body if isinstance(s, ast.FunctionDef) and s.name in ("__init__", "__new__")]

    def visit_ClassDef(self, definition):
        """A subclass whose own __init__ calls that of the base without a bound is unbounded there."""
        for init in self.own_init(definition):
            for node in filter(self.is_super_init, ast.walk(init)):
                if any(self.unbounded_call(self.without_self(node), base) for base in self.queue_bases(definition)):
                    self.found.append((node, "unbounded-queue"))
        self.generic_visit(definition)

    @staticmethod
    def is_super_init(node):
        return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "__init__"

    @staticmethod
    def without_self(call):
        """The arguments of Queue.__init__(self, ...) or super().__init__(...), the instance left out."""
        explicit = not isinstance(call.func.value, ast.Call)
        return ast.Call(func=call.func, args=call.args[1:] if explicit else call.args, keywords=call.keywords)

    def visit_Call(self, call):
        callee = self.resolver.meaning(call.func)
        if callee is not None and self.unbounded_call(call, callee):
            self.found.append((call, "unbounded-queue"))
        if callee == "asyncio.sleep":
            delay = self.argument(call, "delay")
            value = None if delay is None or delay is OPAQUE else self.resolver.number(delay)
            if value is not None and value <= 0:
                self.found.append((call, "sleep-zero"))
        self.check_factories(call, callee)
        self.generic_visit(call)

    def check_factories(self, call, callee):
        """A class that somebody else will call without a bound."""
        attrs = isinstance(callee, str) and callee.startswith("attr")
        handed = [keyword.value for keyword in call.keywords
                  if keyword.arg == "default_factory" or attrs and keyword.arg == "factory"]
        bare = ast.Call(func=call.func, args=[], keywords=[])
        if callee in FACTORY_TAKERS and call.args:
            handed.append(call.args[0])
            if callee == "functools.partial":
                bare = ast.Call(func=call.func, args=call.args[1:], keywords=call.keywords)
        for factory in handed:
            queue = self.resolver.meaning(factory)
            if queue is not None and self.unbounded_call(bare, queue):
                self.found.append((call if callee == "functools.partial" else factory, "unbounded-queue"))


# Syntax that is newer than this Python may be, and the same in older words. Lines stay, and so do the columns of calls.
NEWER = [
    (re.compile(rb"^([ \t]*except\*?)[ \t]+([^\s(:#][^:#()]*,[^:#()]*):", re.MULTILINE), rb"\1(\2):"),     # PEP 758
    (re.compile(rb"^([ \t]*)type[ \t]+(\w+)[ \t]*(?:\[[^\]\n]*\])?[ \t]*=", re.MULTILINE), rb"\1\2 ="),   # PEP 695
    (re.compile(rb"^([ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+)\[(?:[^\[\]\n]|\[[^\[\]\n]*\])*\]", re.MULTILINE),
     lambda match: match.group(1).ljust(len(match.group(0)))),                                              # PEP 695
]


def parse(source):
    try:
        return ast.parse(source)
    except SyntaxError:
        for pattern, replacement in NEWER:
            source = pattern.sub(replacement, source)
        return ast.parse(source)


def check_source(source):
    """The findings in a file's bytes, as (line, column, rule). SyntaxError, ValueError or RecursionError as ast's."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = parse(source)
    lines = ast_lines(source)
    found = set()
    for node, rule in Finder(tree).found:
        before = lines[node.lineno - 1].encode("utf-8")[:node.col_offset].decode("utf-8", "replace")
        found.add((node.lineno, len(before) + 1, rule))
    return sorted(found)


def ast_lines(source):
    """The lines as ast counts them (CR and CRLF are line ends too), decoded as Python would."""
    import io
    import tokenize
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    text = source.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
    return text.removeprefix("\ufeff").split("\n") + [""]


def python_files(paths):
    for path in paths:
        if not os.path.isdir(path):
            yield path
        for directory, folders, names in os.walk(path):
            folders.sort()
            yield from (os.path.join(directory, name) for name in sorted(names) if name.endswith((".py", ".pyi")))


def check_files(paths):
    """Yields (path, findings) for each file, findings None where Python itself cannot parse it."""
    for path in python_files(paths):
        try:
            with open(path, "rb") as file:
                yield path, check_source(file.read())
        except (SyntaxError, ValueError, RecursionError, OSError, MemoryError, LookupError):
            yield path, None


def main():
    for path, found in check_files(sys.argv[1:]):
        if found is None:
            print(f"{path}: not parsed", file=sys.stderr)
        for line, column, rule in found or []:
            print(f"{path}:{line}:{column} {rule}")


if __name__ == "__main__":
    main()
