"""Attributes: over the whole class, its bases, properties, class and static methods, super, decorators, the unknown."""
import asyncio
import functools

from elsewhere import Foreign, wraps_it


class Root:
    shared = asyncio.Lock()
    later = None

    def __init__(self, loop=None):
        self.inbox = asyncio.Queue(5)
        self.maybe = None
        self.either = asyncio.Queue()
        self.counted = 0
        self.loop = loop

    def fill(self):
        self.maybe = asyncio.Event()
        self.either = asyncio.Event()
        self.counted += 1
        self.later = asyncio.Queue()

    @property
    def box(self):
        return self.inbox

    @functools.cached_property
    def flag(self) -> asyncio.Event:
        return make()

    @classmethod
    def create(cls):
        cls.registry = asyncio.Queue()
        return cls()

    @staticmethod
    def free(self):
        return self

    @wraps_it
    def wrapped(self):
        return self.inbox

    def plain(self):
        return self.inbox

    async def fetch(self):
        return self.inbox

    async def stream(self):
        yield self.inbox


class Leaf(Root):
    inbox_type = asyncio.Queue

    def __init__(self):
        super().__init__()
        self.own = super().plain()
        self.wide, self.narrow = asyncio.Queue(1), asyncio.Lock()

    def plain(self):
        def nested():
            self.from_nested = asyncio.Semaphore(1)
            return self.inbox
        return [self.shared, self.inbox, self.maybe, self.either, self.counted, self.loop, self.box, self.flag, self.registry,
                self.own, self.wide, self.narrow, self.from_nested, self.later, self.inbox_type(), self.absent, nested()]

    def calls(self):
        return [self.plain(), self.fetch(), self.stream(), self.wrapped(), self.create(), Leaf.create(), self.free(self),
                Leaf.plain, self.plain, Leaf().box, type(self), self.__class__]

    async def awaits(self):
        return [await self.fetch(), await self.create().fetch(), (await self.fetch()).get()]


class Outside(Foreign):
    def __init__(self):
        self.known = asyncio.Queue()

    def use(self):
        return [self.known, self.unknown, self.method(), super().method()]


class Cycle(Loop):
    pass


class Loop(Cycle):
    def use(self):
        return [self.anything, self.use]


class Left:
    def who(self):
        return asyncio.Queue()


class Right:
    def who(self):
        return asyncio.Event()


class Both(Left, Right):
    def use(self):
        return self.who()


def from_outside(leaf: Leaf, root: Root):
    leaf.added = asyncio.Queue()
    return [leaf.inbox, leaf.added, root.maybe, leaf.box.get, root.create().inbox]


def depends(other):
    first = other.second
    other.second = first
    return first, depends(other), mutual(other)


def mutual(other):
    return depends(other)
