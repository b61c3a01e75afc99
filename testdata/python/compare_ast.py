#!/usr/bin/env python3
"""Compare `aqlint dump ast` with CPython's own ast module, node by node.

usage: compare_ast.py [--aqlint PROGRAM] [--show N] FILE-OR-DIRECTORY...

For every file that this Python can compile, its tree is written in the form of the dump and both are compared: kinds,
fields, order, positions (line and column in code points), names, operators, constants. Files that this Python refuses
are checked for the presence of an error only, those whose first line asks for a newer one (`# python: 3.13`) are left
out. Run it with the newest Python at hand: positions within f-strings are right, and compared, since 3.12 only. The last
line is `N passed, M failed, K skipped`; the exit code is 1 when any failed.
"""
import argparse
import ast
import os
import re
import subprocess
import sys
import unicodedata
import warnings

# Kinds without a position in CPython, or with another meaning of it (an arg with its stars and default).
NO_PLACE = {"branch", "withitem", "comprehension", "match_case", "arg", "Module"}
OPS = {
    "Add": "+", "Sub": "-", "Mult": "*", "Div": "/", "FloorDiv": "//", "Mod": "%", "Pow": "**", "MatMult": "@",
    "LShift": "<<", "RShift": ">>", "BitAnd": "&", "BitOr": "|", "BitXor": "^", "USub": "-", "UAdd": "+", "Invert": "~",
    "Not": "not", "And": "and", "Or": "or", "Eq": "==", "NotEq": "!=", "Lt": "<", "LtE": "<=", "Gt": ">", "GtE": ">=",
    "Is": "is", "IsNot": "is not", "In": "in", "NotIn": "not in",
}
ITEM = re.compile(r' (\w+)=("(?:[^"\\]|\\.)*")(?:@(\d+):(\d+)-(\d+):(\d+))?')


def quoted(text):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    out = []
    for c in data:
        if c in b'"\\':
            out.append("\\" + chr(c))
        elif 32 <= c < 127:
            out.append(chr(c))
        else:
            out.append("\\x%02x" % c)
    return '"%s"' % "".join(out)


def clean(text):
    """Surrogates are U+FFFD in aqlint's strings."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


class Expected:
    """CPython's tree as lines of the dump; names with spans are left to check_spans."""

    def __init__(self, text):
        self.lines = []
        self.rows = [line.encode() for line in re.split("\r\n|\r|\n", text)]
        self.depth = 0
        self.in_fstring = False

    def place(self, line, column):
        return "%d:%d" % (line, len(self.rows[line - 1][:column].decode("utf-8", "replace")) + 1)

    def put(self, field, kind, node=None, attributes=""):
        where = "-"
        if self.in_fstring and sys.version_info < (3, 12):
            where = "*"
        elif node is not None and kind not in NO_PLACE:
            where = "%s-%s" % (self.place(node.lineno, node.col_offset), self.place(node.end_lineno, node.end_col_offset))
        self.lines.append("%s%s%s %s%s" % ("  " * self.depth, field + " " if field else "", kind, where, attributes))

    def children(self, *pairs):
        self.depth += 1
        for field, value in pairs:
            for node in value if isinstance(value, list) else [value]:
                if node is not None:
                    self.visit(field, node)
        self.depth -= 1

    def visit(self, field, node):
        name = type(node).__name__
        method = getattr(self, "do_" + name, None)
        if method:
            method(field, node, name)
        else:
            self.generic(field, node, name)

    def generic(self, field, node, name, attributes=""):
        pairs = []
        for key, value in ast.iter_fields(node):
            if isinstance(value, ast.operator | ast.unaryop | ast.boolop):
                attributes += ' op="%s"' % OPS[type(value).__name__]
            elif isinstance(value, ast.AST) or (isinstance(value, list) and value and isinstance(value[0], ast.AST)):
                if not isinstance(value, ast.expr_context) and key != "type_ignores":
                    pairs.append((key, value))
        self.put(field, name, node, attributes)
        self.children(*pairs)

    # Statements
    def definition(self, field, node, name):
        self.put(field, name, node, " name=" + quoted(node.name))

    def do_FunctionDef(self, field, node, name):
        self.definition(field, node, name)
        self.children(("decorators", node.decorator_list), ("type_params", getattr(node, "type_params", [])))
        self.arguments(node.args)
        self.children(("returns", node.returns), ("body", node.body))

    do_AsyncFunctionDef = do_FunctionDef

    def do_ClassDef(self, field, node, name):
        self.definition(field, node, name)
        self.children(("decorators", node.decorator_list), ("type_params", getattr(node, "type_params", [])))
        self.merged("bases", node.bases, node.keywords)
        self.children(("body", node.body))

    def merged(self, field, args, keywords):
        items = [(field, n) for n in args] + [("keywords", n) for n in keywords]
        self.children(*sorted(items, key=lambda p: (p[1].lineno, p[1].col_offset)))

    def arguments(self, args):
        positional = args.posonlyargs + args.args
        defaults = [None] * (len(positional) - len(args.defaults)) + args.defaults
        for arg, default in zip(positional, defaults):
            self.parameter(arg, default, "posonly" if arg in args.posonlyargs else "normal")
        if args.vararg:
            self.parameter(args.vararg, None, "varargs")
        for arg, default in zip(args.kwonlyargs, args.kw_defaults):
            self.parameter(arg, default, "kwonly")
        if args.kwarg:
            self.parameter(args.kwarg, None, "kwargs")

    def parameter(self, arg, default, kind):
        self.depth += 1
        self.put("params", "arg", arg, " name=%s %s" % (quoted(arg.arg), kind))
        self.children(("annotation", arg.annotation), ("fallback", default))
        self.depth -= 1

    def do_If(self, field, node, name):
        self.put(field, "If", node)
        self.depth += 1
        while True:
            self.put("branches", "branch")
            self.children(("test", node.test), ("body", node.body))
            rest = node.orelse
            if len(rest) == 1 and isinstance(rest[0], ast.If) and self.is_elif(rest[0]):
                node = rest[0]
                continue
            if rest:
                self.put("branches", "branch")
                self.children(("body", rest))
            break
        self.depth -= 1

    def is_elif(self, node):
        return self.rows[node.lineno - 1][node.col_offset:].startswith(b"elif")

    def do_ImportFrom(self, field, node, name):
        self.put(field, name, node, " module=%s level=%d" % (quoted(node.module or ""), node.level or 0))
        self.children(("names", node.names))

    def do_alias(self, field, node, name):
        attributes = " name=" + quoted(node.name)
        if node.asname:
            attributes += " asname=" + quoted(node.asname)
        self.put(field, name, node, attributes)

    def do_Global(self, field, node, name):
        self.put(field, name, node)
        self.depth += 1
        for n in node.names:
            self.lines.append('%snames Name * id=%s' % ("  " * self.depth, quoted(n)))
        self.depth -= 1

    do_Nonlocal = do_Global

    def do_TypeAlias(self, field, node, name):
        self.put(field, name, node, " name=" + quoted(node.name.id))
        self.children(("type_params", node.type_params), ("value", node.value))

    def type_param(self, field, node, stars):
        self.put(field, "type_param", node, " name=%s stars=%d" % (quoted(node.name), stars))
        self.children(("bound", getattr(node, "bound", None)), ("fallback", getattr(node, "default_value", None)))

    def do_TypeVar(self, field, node, name):
        self.type_param(field, node, 0)

    def do_TypeVarTuple(self, field, node, name):
        self.type_param(field, node, 1)

    def do_ParamSpec(self, field, node, name):
        self.type_param(field, node, 2)

    def do_Raise(self, field, node, name):
        self.put(field, name, node)
        self.children(("exception", node.exc), ("cause", node.cause))

    def do_Assert(self, field, node, name):
        self.put(field, name, node)
        self.children(("test", node.test), ("message", node.msg))

    def do_withitem(self, field, node, name):
        self.put(field, name)
        self.children(("context", node.context_expr), ("target", node.optional_vars))

    def do_ExceptHandler(self, field, node, name):
        self.put(field, name, node, " name=" + quoted(node.name) if node.name else "")
        self.children(("type", node.type), ("body", node.body))

    # Expressions
    def do_Name(self, field, node, name):
        self.put(field, name, node, " id=" + quoted(node.id))

    def do_Attribute(self, field, node, name):
        self.put(field, name, node, " attr=" + quoted(node.attr))
        self.children(("value", node.value))

    def do_Call(self, field, node, name):
        self.put(field, name, node)
        self.children(("func", node.func))
        self.merged("args", node.args, node.keywords)

    def do_keyword(self, field, node, name):
        self.put(field, name, node, " name=" + quoted(node.arg) if node.arg else "")
        self.children(("value", node.value))

    def do_Subscript(self, field, node, name):
        self.put(field, name, node)
        self.children(("value", node.value), ("index", node.slice))

    def do_Constant(self, field, node, name):
        value = node.value
        if value is None or value is True or value is False:
            text = str(value)
        elif value is ...:
            text = "..."
        elif isinstance(value, int):
            text = "int=%d" % value if value < 2 ** 63 else "int=overflow"
        elif isinstance(value, float):
            text = "float=%.17g" % value
        elif isinstance(value, complex):
            text = "complex=%.17g" % value.imag
        elif isinstance(value, str):
            text = "str=" + quoted(clean(value))
        else:
            text = "bytes=" + quoted(value)
        self.put(field, name, node, " " + text)

    def do_JoinedStr(self, field, node, name):
        self.put(field, name, node)
        outside, self.in_fstring = self.in_fstring, True
        self.interpolations(node)
        self.in_fstring = outside

    do_TemplateStr = do_JoinedStr

    def interpolations(self, node):
        for part in node.values:
            if type(part).__name__ in ("FormattedValue", "Interpolation"):
                self.children(("values", part.value))
                if part.format_spec:
                    self.interpolations(part.format_spec)

    def do_Compare(self, field, node, name):
        ops = "".join(' op="%s"' % OPS[type(op).__name__] for op in node.ops)
        self.put(field, name, node, ops)
        self.children(("left", node.left), ("comparators", node.comparators))

    def do_Dict(self, field, node, name):
        self.put(field, name, node)
        for key, value in zip(node.keys, node.values):
            self.children(("key", key), ("value", value))

    def do_IfExp(self, field, node, name):
        self.put(field, name, node)
        self.children(("body", node.body), ("test", node.test), ("orelse", node.orelse))

    def do_Lambda(self, field, node, name):
        self.put(field, name, node)
        self.arguments(node.args)
        self.children(("body", node.body))

    def do_ListComp(self, field, node, name):
        self.put(field, name, node)
        self.children(("elt", node.elt), ("clauses", node.generators))

    do_SetComp = do_GeneratorExp = do_ListComp

    def do_DictComp(self, field, node, name):
        self.put(field, name, node)
        self.children(("elt", node.key), ("value", node.value), ("clauses", node.generators))

    def do_comprehension(self, field, node, name):
        self.put(field, name, None, " async" if node.is_async else "")
        self.children(("target", node.target), ("iter", node.iter), ("ifs", node.ifs))

    # Patterns
    def pattern(self, field, node, name=None, wildcard=False):
        self.put(field, "pattern", node, (" name=" + quoted(name) if name else "") + (" wildcard" if wildcard else ""))

    def do_MatchValue(self, field, node, name):
        self.pattern(field, node)
        self.children(("expr", node.value))

    def do_MatchSingleton(self, field, node, name):
        self.pattern(field, node)
        self.children(("expr", ast.copy_location(ast.Constant(node.value), node)))

    def do_MatchSequence(self, field, node, name):
        self.pattern(field, node)
        self.children(("parts", node.patterns))

    do_MatchOr = do_MatchSequence

    def do_MatchStar(self, field, node, name):
        self.pattern(field, node, node.name, node.name is None)

    def do_MatchAs(self, field, node, name):
        self.pattern(field, node, node.name, node.name is None)
        self.children(("parts", node.pattern))

    def do_MatchMapping(self, field, node, name):
        self.pattern(field, node)
        self.depth += 1
        for key, value in zip(node.keys, node.patterns):
            self.pattern("parts", key)
            self.children(("expr", key))
            self.visit("parts", value)
        if node.rest:
            self.lines.append('%sparts pattern * name=%s' % ("  " * self.depth, quoted(node.rest)))
        self.depth -= 1

    def do_MatchClass(self, field, node, name):
        self.pattern(field, node)
        self.children(("expr", node.cls), ("parts", node.patterns), ("parts", node.kwd_patterns))


def strip_spans(line, rows):
    """The dump's line without the places of names, after checking that the name stands there."""
    def check(match):
        if match.group(3):
            a, b, c, d = (int(match.group(i)) for i in range(3, 7))
            written = rows[a - 1][b - 1:d - 1]
            name = unicodedata.normalize("NFKC", written)
            if a != c or quoted(name) != match.group(2):
                raise ValueError("%s stands not at %s" % (match.group(2), match.group(0)))
        return " %s=%s" % (match.group(1), match.group(2))
    return ITEM.sub(check, line)


def same(ours, theirs):
    if ours == theirs:
        return True
    a, b = ours.strip().split(" ", 3), theirs.strip().split(" ", 3)
    if len(ours) - len(ours.lstrip()) != len(theirs) - len(theirs.lstrip()):
        return False
    if a[:1] == b[:1] == ["Module"]:
        return True
    if b[2] == "*" or b[1] in NO_PLACE:
        return a[:2] == b[:2] and a[3:] == b[3:]
    # Characters given by name are U+FFFD with us.
    if a[:3] == b[:3] and a[1] == "Constant" and "\\xef\\xbf\\xbd" in a[3]:
        return True
    return False


def compare(path, dump, show):
    with open(path, "rb") as f:
        data = f.read()
    body = [line for line in dump if not line.startswith(("comment ", "error ", "problem "))]
    errors = [line for line in dump if line.startswith(("error ", "problem "))]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
    except (SyntaxError, ValueError) as e:
        if not errors:
            print("%s: CPython refuses it, aqlint does not: %s" % (path, e))
        return bool(errors)
    except (RecursionError, MemoryError):
        return True
    if errors:
        print("%s: CPython takes it, aqlint does not: %s" % (path, errors[0]))
        return False
    text = decode(data)
    expected = Expected(text)
    expected.visit("", tree)
    rows = re.split("\r\n|\r|\n", text)
    bad = 0
    for i in range(max(len(body), len(expected.lines))):
        ours = body[i] if i < len(body) else "(end)"
        theirs = expected.lines[i] if i < len(expected.lines) else "(end)"
        try:
            equal = same(strip_spans(ours, rows), theirs)
        except ValueError as e:
            equal, theirs = False, str(e)
        if not equal:
            print("%s:\n  aqlint:  %s\n  CPython: %s" % (path, ours, theirs))
            bad += 1
            if bad >= show:
                break
            if ours.split(" ")[-2:-1] != theirs.split(" ")[-2:-1]:
                break
    return not bad


def decode(data):
    import io
    import tokenize
    encoding = tokenize.detect_encoding(io.BytesIO(data).readline)[0]
    return data.decode(encoding)


def files_of(paths):
    for path in paths:
        if os.path.isdir(path):
            for folder, _, names in sorted(os.walk(path)):
                yield from sorted(os.path.join(folder, n) for n in names if n.endswith(".py"))
        else:
            yield path


def is_too_new(path):
    with open(path, "rb") as f:
        asked = re.match(rb"# python: (\d+)\.(\d+)", f.readline())
    return asked and sys.version_info < (int(asked[1]), int(asked[2]))


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--aqlint", default=os.environ.get("AQLINT", "build/aqlint"))
    options.add_argument("--show", type=int, default=3)
    options.add_argument("paths", nargs="+")
    options = options.parse_args()
    files = list(files_of(options.paths))
    skipped = sum(1 for path in files if is_too_new(path))
    files = [path for path in files if not is_too_new(path)]
    passed = failed = 0
    for beg in range(0, len(files), 50):
        chunk = files[beg:beg + 50]
        run = subprocess.run([options.aqlint, "dump", "ast", os.devnull] + chunk, capture_output=True)
        if run.returncode:
            print("aqlint failed:", run.stderr.decode())
        dumps = ("\n" + run.stdout.decode()).split("\n== ")[2:]
        for path, dump in zip(chunk, dumps):
            good = compare(path, dump.split("\n")[1:-1] if dump.endswith("\n") else dump.split("\n")[1:], options.show)
            passed += good
            failed += not good
    print("%d passed, %d failed, %d skipped" % (passed, failed, skipped))
    return 1 if failed or passed + failed != len(files) else 0


if __name__ == "__main__":
    sys.setrecursionlimit(20000)
    sys.exit(main())
