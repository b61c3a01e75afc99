"""Bindings that real modules make in less usual ways."""
from __future__ import annotations

import sys
from contextlib import suppress

if sys.version_info >= (3, 11):
    from asyncio import TaskGroup
else:
    from backport import TaskGroup

try:
    import fast as codec
except ImportError:
    import slow as codec

with suppress(ImportError):
    import optional.part

count = 0


class Counter:
    global count
    count = 1
    count += 1
    name: str
    values = [count for count in (1, 2) if count]
    pairs = {a: b for a in values for b in a} if values else {}

    def __enter__(self):
        return self.__hidden

    def reset(self):
        global count, created
        count = created = 0
        del created

        class Inner:
            count = 5

            def read(self):
                return count, __class__
        return Inner


def caught():
    try:
        pass
    except ValueError as error:
        print(error)
    except TypeError as error:
        print(error)
    return error


def nested():
    total = 0

    class Local:
        nonlocal total
        total = 1

        def method(self):
            nonlocal total
            total += 1
            return total
    return [Local, (lambda total=total: total), {total for total in range(3)}, total]


def walrus(rows):
    found = any((hit := row) for row in rows)
    kept = [[(deep := cell) for cell in row] for row in rows]
    return found, hit, kept, deep, f"{rows!r:>{hit}} {(inner := hit)}", inner


def targets(box, rows):
    box.value, box[0], (first, *rest) = rows
    for box.index, second in rows:
        first += second
    else:
        third: int = 3
    fourth: int
    with open("a") as box.file, open("b") as [fifth, sixth]:
        pass
    (seventh) = eighth = first
    return rest, third, fourth, fifth, sixth, seventh, eighth


async def awaits(source):
    async for item in source:
        yield item
    async with source as entered:
        yield entered
    yield [row async for row in source if row]


def defaults(value=count, *, other: Counter = codec) -> Counter:
    def inner(value=value, later=lambda: value):
        return value, later, other
    return inner


type Alias[T] = list[T]


class Generic[T: Counter]:
    item: T

    def get[S](self, item: S, key: T) -> Alias[S]:
        kept: T = key
        return item, kept


def matches(value):
    match value:
        case {"a": [first, *_], **more} if first:
            return first, more
        case Counter(name=name) | [Counter(name=name)] as whole:
            return name, whole
        case sys.maxsize | -1 | "x" | None:
            return value
        case other:
            return other
