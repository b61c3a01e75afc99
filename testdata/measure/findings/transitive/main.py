"""What blocks deep down, here and in another file: how long, where the source says it."""
import functools
import time

import helper


def nap():
    time.sleep(0.3)


def nap_twice():
    nap()
    nap()


def nap_often(times):
    for _ in range(times):
        time.sleep(0.02)


def nap_short():
    time.sleep(0.004)


def nap_again_and_again(times):
    time.sleep(0.1)
    nap_again_and_again(times - 1)


@functools.cache
def nap_once():
    time.sleep(0.2)


def read(path):
    with open(path) as file:
        return file.read()


class Connection:
    def __init__(self):
        time.sleep(0.7)


async def main(path):
    nap_twice()
    nap_often(5)
    nap_short()
    nap_again_and_again(3)
    nap_once()
    read(path)
    Connection()
    helper.wait()
