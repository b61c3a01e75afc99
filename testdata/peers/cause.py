"""Why AQ515 and AQ618 leave a function alone that others report, worked out from the source each time.

Others report some thousand functions that never await (RUF029, ASYNC124) and some hundred parameters called timeout (ASYNC109), too
many to give each a line in reasons.txt. Here their causes are looked for in Python's own syntax tree, by other means than aqlint's: a
function for which none is found has no reason. README.md explains the names.
"""
import ast
import functools
import pathlib
import re

# Syntax of Python 3.12 and 3.14 in the words of those before, on which this may run: `except A, B:`, `def f[T](`, `type X = `.
OLDER = [(re.compile(r"^(\s*except\*? )([\w.]+(?:, *[\w.]+)+):", re.MULTILINE), r"\1(\2):"),
         (re.compile(r"^(\s*(?:async +def|def|class) +\w+)\[[^\n]*?\](?=[(:])", re.MULTILINE), r"\1"),
         (re.compile(r"^(\s*)type +(\w+)(?:\[[^\n]*?\])? *=", re.MULTILINE), r"\1\2 =")]
FUNCTIONS = ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef


@functools.lru_cache(maxsize=8)
def _parsed(path):
    """The source's text and tree, whose nodes know their parents."""
    text = pathlib.Path(path).read_text(encoding="utf-8", errors="replace")
    older = functools.reduce(lambda source, change: change[0].sub(change[1], source), OLDER, text)
    try:
        tree = ast.parse(older)
    except SyntaxError:
        return text, None
    for node in ast.walk(tree):
        for child in ast.iter_child_nodes(node):
            child.parent = node
    return text, tree


def _coroutine_at(tree, line):
    """The coroutine function whose name, or one of whose parameters, stands in the line."""
    found = None
    for node in ast.walk(tree):
        if isinstance(node, ast.AsyncFunctionDef) and node.lineno <= line < max(node.body[0].lineno, node.lineno + 1):
            found = node
    return found


def _own(function):
    nodes = list(function.body)
    while nodes:
        node = nodes.pop()
        yield node
        if not isinstance(node, FUNCTIONS):
            nodes.extend(ast.iter_child_nodes(node))


def _is_stub(body):
    rest = [s for s in body if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    only = rest[0] if rest else ast.Pass()
    constant = isinstance(only, ast.Return) and (only.value is None or isinstance(only.value, ast.Constant))
    return len(rest) <= 1 and (constant or isinstance(only, (ast.Pass, ast.Raise)))


def _class_of(function):
    return function.parent if isinstance(function.parent, ast.ClassDef) else None


def _is_private(name):
    return name.startswith("_") and not name.startswith("__")


def _in_test(function):
    while isinstance(function, ast.AST):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)) and function.name.startswith("test"):
            return True
        function = getattr(function, "parent", None)
    return False


def _how_it_is_used(text, name):
    mentions = len(re.findall(rf"\b{re.escape(name)}\b", text)) - 1
    awaits = len(re.findall(rf"\bawait\s+(?:[\w.]+\.)?{re.escape(name)}\s*\(", text))
    return "found-by-its-name" if mentions == 0 else "handed-on" if awaits < mentions else None


def _of_coroutine_without_await(text, function):
    of = _class_of(function)
    if function.decorator_list:
        return "decorated"
    if any(isinstance(node, (ast.Yield, ast.YieldFrom)) for node in _own(function)):
        return "asynchronous-generator"
    if _in_test(function):
        return "of-a-test"
    if _is_stub(function.body):
        return "does-nothing"
    if of and (of.bases or of.decorator_list or not _is_private(function.name)):
        return "method-of-others"
    return _how_it_is_used(text, function.name)


def _of_timeout_parameter(_text, function):
    of = _class_of(function)
    reads = [node for statement in function.body for node in ast.walk(statement)
             if isinstance(node, ast.Name) and node.id == "timeout" and isinstance(node.ctx, ast.Load)]
    if function.decorator_list:
        return "decorated"
    if any(isinstance(node.parent, ast.keyword) or (isinstance(node.parent, ast.Call) and node in node.parent.args) for node in reads):
        return "timeout-handed-on"
    return "method-of-others" if of and of.bases else None


BY_CODE = {"RUF029": _of_coroutine_without_await, "ASYNC124": _of_coroutine_without_await, "ASYNC109": _of_timeout_parameter}


def of(code, path, line):
    """The cause's name, or None. `newer-syntax` when this Python cannot read the file."""
    if code not in BY_CODE:
        return None
    text, tree = _parsed(str(path))
    function = _coroutine_at(tree, line) if tree else None
    return BY_CODE[code](text, function) if function else "newer-syntax" if tree is None else None
