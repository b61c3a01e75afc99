"""Which definition reaches a use. Numbers show it: what folds was defined in one way only."""
import os

LATE = None


def straight():
    n = 1
    n
    n = 2
    return n


def branches(flag):
    n = 1
    if flag:
        n = 2
        n
    else:
        n
    n
    if flag:
        m = 3
    else:
        m = 3
    m
    if flag:
        only = 4
    only
    if flag:
        early = 5
    elif not flag:
        early = 6
        early
    else:
        early = 7
        return early
    return early


def loops(rows):
    n = 1
    for row in rows:
        n
        n = 2
        n
    n
    while rows:
        m = 3
        m
        m = 4
    else:
        m
    for k in rows:
        inner = 5
        for _ in rows:
            inner
            inner = 6
        inner
    again = 8
    for k in rows:
        again = 9
        for _ in rows:
            again


def tries(path):
    n = 1
    try:
        n = 2
        n
        os.stat(path)
        n = 3
    except OSError:
        n
        n = 4
        n
    except ValueError:
        n
    else:
        n
    finally:
        n
    n


def withs(path):
    n = 1
    with open(path) as f:
        n = 2
        n
    n
    with open(path) as n:
        n


def matches(value):
    n = 1
    match value:
        case 1:
            n = 2
            n
        case 2:
            n
        case _:
            n = 3
    n


def deleted():
    n = 1
    del n
    n
    n = 2
    n


def walrus(rows):
    if (n := 1):
        n
    n
    total = [n for n in rows]
    n
    kept = (m := 2) + m
    return total, kept, m


def nested():
    n = 1

    def inner():
        return n

    def other():
        return late
    late = 2
    twice = 3
    twice = 4

    def third():
        return twice
    return inner, other, third


def parameter(n=1, *, m=2):
    n
    m = 3
    m
    if n:
        n = 4
    return n


def sets_global():
    global LATE
    LATE = 5
    LATE


def unpacked():
    a, b = 1, 2
    (c, d), e = (3, 4), 5
    f, *g = 6, 7
    [h] = [8]
    i = j = 9
    k, l = pair()
    return a, b, c, d, e, f, g, h, i, j, k, l


class Body:
    n = 1
    if n:
        n = 2
    n
    m = n


def before_its_definition():
    later
    later = 1
