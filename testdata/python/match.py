# python: 3.10
match x:
    case 1 | -2 | 3.5 | -1 + 2j | 1 - 2j | "a" "b" | b"c" | None | True | False: pass
    case a.b | a.b.c: pass
    case (a): pass
    case (a, b) | [a, b]: pass
    case a, *b, c: pass
    case a,: pass
    case *_, a: pass
    case [*_] | []: pass
    case (): pass
    case {"k": v, 1: w, a.b: c, -1: d, **rest}: pass
    case {}: pass
    case C() | a.C(1, x, y=2, z=C(q=_)): pass
    case (1 | 2) as n: pass
    case C(x=[1, *a] as b): pass
    case [a, [b, (c, d)], {"e": f}] if a > b: pass
    case str() as s if s:
        pass
    case _: pass
match x, y:
    case 1, 2: pass
match (x):
    case 1:
        match *a, b:
            case _: pass
match -x:
    case 1: pass
match [a, b]:
    case _: pass
match not x:
    case _: pass
match {1: 2}[1]:
    case match: pass
match match:
    case case: pass
match = 1
match: int = 1
match(x)
match [a, b]
match.case
match in x
match * 2
