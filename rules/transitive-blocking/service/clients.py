import contextlib
import socket
import time

from .base import Base


class Client(Base):
    def __init__(self, path):
        with open(path) as file:
            self.path = file.read()

    def fetch(self):
        return self.pool.get(self.path)

    @property
    def state(self):
        return self.read_state()

    @property
    def name(self):
        return self.path.upper()

    def read_state(self):
        time.sleep(1)


class SlowClient(Base):
    def __init__(self):
        self.path = None

    def base_fetch(self):
        return self.path

    def __call__(self):
        return self.helper()


@contextlib.contextmanager
def open_connection(path):
    connection = socket.create_connection((path, 80))
    yield connection
    connection.close()


def rows(path):
    with open(path) as file:
        yield from file


def connect_all():
    _connect()


def _connect():
    socket.create_connection(("localhost", 80))


def describe(path):
    return path.upper()


async def aconnect():
    pass
