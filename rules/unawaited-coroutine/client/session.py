"""A module that the fixture imports."""
import abc
import asyncio


async def connect():
    await asyncio.sleep(1)
    return Session()


def reconnect():
    """A plain function that hands a coroutine on."""
    return connect()


def address():
    return "localhost"


class Base:
    async def flush(self):
        await asyncio.sleep(1)

    async def stop(self):
        raise NotImplementedError


class Session(Base):
    async def close(self):
        await asyncio.sleep(1)

    def stop(self):
        print("stopped, at once")

    def shut(self):
        return self.close()

    def name(self):
        return "session"

    def perhaps(self, flag):
        if flag:
            return self.close()


class Port(abc.ABC):
    @abc.abstractmethod
    async def open(self):
        pass


class SerialPort(Port):
    def open(self):
        print("opened")
