"""Fixture: subclasses of exception groups. Every line that is not marked is silent."""
import asyncio

from elsewhere import make

Derived = make()


class Plain(ExceptionGroup):  # expect: exception-group-derive
    pass


class Base(BaseExceptionGroup):  # expect: exception-group-derive
    code = 1


class Below(Plain):  # expect: exception-group-derive
    pass


class Good(ExceptionGroup):  # ok: it derives
    def derive(self, excs):
        return Good(self.message, excs)


class BelowGood(Good):  # ok: its base derives
    pass


class Unknown(Derived, ExceptionGroup):  # ok: nobody knows what the other base has
    pass


class Other(Exception):  # ok: no group
    pass


class Assigned(ExceptionGroup):  # ok: by another name
    derive = Good.derive


async def work():
    await asyncio.sleep(1)
