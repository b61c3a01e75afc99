"""Reads all the others."""
import asyncio
import os
import shop
import shop.queues
import shop.const as c
import shop.stock.shelf as s

from nowhere import Thing, thing
from . import board, make, missing, queues, stock
from .channels import Derived, Opener, queues as again
from .const import *
from .queues import Base, Family, fetch, inbox
from .stock import Shelf

try:
    from .const import DOUBLE as size
except ImportError:
    size = None


def names(flag):
    if flag:
        from .queues import Family as Late
    else:
        Late = None
    return [shop, shop.queues, shop.queues.Base, shop.stock, shop.stock.shelf, shop.stock.shelf.shelf, c, s, s.Shelf, again.inbox,
            Late, missing, Thing(), thing(), os.path, shop.nowhere]


def constants():
    return [LIMIT, DOUBLE, c.LIMIT, c.FAR, FAR, AGAIN, c.AGAIN, shop.LIMIT, size, NOTHING, _HIDDEN, changes, c.changes, shop.const.LIMIT,
            shop.FAR, ROUND, ROUND_ABOUT]


async def values(base: Base, opener: "Opener"):
    return [inbox, make(), board, await fetch(), Family(), Family(3), base.waiting, base.opener.owner.bounded, opener.back(),
            Derived().first, Shelf().opener, Shelf().lock, stock.Shelf().use, base.start(fetch())]


class Own(Derived):
    def use(self):
        return [self.waiting, self.opener.queue, self.start(fetch()), self.nothing]
