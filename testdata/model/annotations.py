"""What annotations declare: classes, strings, Optional and Union in all spellings, Final, Annotated, aliases, variables."""
from __future__ import annotations

import asyncio
import typing as t
from dataclasses import InitVar, dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Optional, TypeVar, Union

if TYPE_CHECKING:
    from asyncio import Event as Signal
    from nowhere import Client


class Base:
    pass


class Derived(Base):
    pass


Bounded = TypeVar("Bounded", bound=Base)
Free = TypeVar("Free")
Alias = asyncio.Queue


def plain(a: asyncio.Queue, b: "asyncio.Queue", c: Optional[asyncio.Queue], d: t.Optional["asyncio.Queue"]):
    return [a, b, c, d]


def unions(a: asyncio.Queue | None, b: Union[asyncio.Queue, None], c: "asyncio.Queue | None", d: "Optional[asyncio.Queue]"):
    return [a, b, c, d]


def undecided(a: asyncio.Queue | asyncio.Event, b: Union[Base, Derived, None], c: Any, d: "Unknown", e: list[asyncio.Queue]):
    return [a, b, c, d, e]


def generic(a: asyncio.Queue[int], b: "asyncio.Queue[int]", c: asyncio.Queue[int] | None, d: Annotated[asyncio.Queue, "x"]):
    return [a, b, c, d]


def named(a: Base, b: "Base", c: Alias, d: Signal, e: Client, f: "Later", g: Bounded, h: Free, *args: Base, **more: Base):
    return [a, b, c, d, e, f, g, h, args, more]


class Later:
    queue: asyncio.Queue
    limit: Final = 5
    shared: ClassVar[asyncio.Lock]
    given: InitVar[asyncio.Event]

    def method(self, other: Later) -> "Later":
        self.late: asyncio.Queue = None
        self.both: asyncio.Queue[int] = asyncio.Queue(3)
        return other

    def use(self):
        return [self.queue, self.limit, self.shared, self.given, self.late, self.both, self.method(self), self.method(self).queue]


class Sentinel:
    pass


_missing: Any = Sentinel()


class Holder:
    def __init__(self):
        self.loop: asyncio.AbstractEventLoop = _missing
        self.base: Base = Derived()
        self.any: Any = Derived()

    def use(self):
        return [self.loop, self.base, self.any]


def local():
    early: asyncio.Queue
    early = make()
    typed: asyncio.Queue = make()
    value: Optional[asyncio.Event] = None
    number: int = 7
    return [early, typed, value, number, t.cast(asyncio.Lock, early), t.cast("asyncio.Lock", early)]


def pep695[T: Base, Queue](first: T, second: Queue) -> T:
    return [first, second]


type Channel = asyncio.Queue[int]


def returns() -> asyncio.Queue:
    return make()


async def awaits() -> Optional[asyncio.Queue]:
    return make()


async def uses(channel: Channel):
    return [returns(), awaits(), await awaits(), channel]
