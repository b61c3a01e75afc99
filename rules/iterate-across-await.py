import asyncio
import collections

rooms = {}
names: set[str] = set()
fixed = {"a": 1}


class Hub:
    def __init__(self, clients):
        self.clients = set()
        self.by_name = {}
        self.by_room = collections.defaultdict(set)
        self.order = []
        self.given = clients
        self.constant = {1, 2}
        self.constant.add(3)
        self.lock = asyncio.Lock()

    def join(self, client):
        self.clients.add(client)
        self.by_name[client.name] = client
        self.by_room["all"] = {client}
        self.order.append(client)
        self.given.add(client)

    def leave(self, client):
        self.clients.discard(client)
        del self.by_name[client.name]

    async def send(self, message):
        for client in self.clients:  # expect: iterate-across-await
            await client.send(message)
        for name, client in self.by_name.items():  # expect: iterate-across-await
            print(name)
            async with client:
                print(message)
        for room in self.by_room.values():  # ok: nothing is taken out
            await asyncio.gather(*(c.send(message) for c in list(room)[:9]))
        for client in list(self.clients):  # ok: a copy
            await client.send(message)
        for client in tuple(self.by_name.values()):  # ok: a copy
            await client.send(message)
        for client in self.clients:  # ok: nothing is awaited
            client.write(message)
        for client in self.order:  # ok: a list raises nothing
            await client.send(message)
        for client in self.given:  # ok: nobody knows what that is
            await client.send(message)
        for number in self.constant:  # ok: nobody changes it
            await self.send(number)

    async def send_to_one(self, message):
        for client in self.clients:  # ok: it ends after the await
            await client.send(message)
            break

    async def send_locked(self, message):
        async with self.lock:
            for client in self.clients:  # ok: under a lock
                await client.send(message)

    async def later(self, message):
        for client in self.clients:  # ok: nothing is awaited here
            async def send(client=client):
                await client.send(message)
            client.later(send)

    async def pure(self):
        for client in self.clients:  # ok: what is awaited does not suspend
            await self._note(client)

    async def _note(self, client):  # expect: async-without-await
        print(client)
        print(client.name)


def enter(name, room):
    rooms[name] = room


def leave(name):
    rooms.pop(name)


def meet(name):
    names.add(name)


def close_name(name):
    names.discard(name)


async def tell():
    for room in rooms.values():  # expect: iterate-across-await
        await room.tell()
    for name in names:  # ok: taken out at the end only
        await asyncio.sleep(len(name))
    for name in fixed:  # ok: nobody changes it
        await asyncio.sleep(len(name))


async def close_all():
    for room in rooms.values():  # ok: nobody comes or leaves any more
        await room.close()


async def local(items):
    seen = set()
    for item in seen:  # ok: nobody else has it
        await asyncio.sleep(item)
    seen.update(items)
