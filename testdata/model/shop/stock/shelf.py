import asyncio

from .. import queues
from ..channels import Derived, Opener
from ...shop.queues import Base as Root


class Shelf(Derived):
    lock = asyncio.Lock()
    spare = asyncio.Queue(7)

    def use(self):
        return [self.waiting, self.bounded, self.first, self.opener.queue, self.opener.back(), self.start(self.use()), self.lock, self.spare]


shelf = Shelf()
