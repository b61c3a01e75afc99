"""Fixture: chains that end in another file. Every line that is not marked is silent."""
import asyncio
import functools

from service import clients, load_settings
from service.clients import Client, SlowClient, open_connection
from service.decorators import logged, on_a_thread, retried
from service.tools import *
from service.tools import fetch_all as collect
from service.tools import ping


async def functions(path):
    load_settings(path)  # expect: transitive-blocking
    collect([path])  # expect: transitive-blocking
    ping(3)  # expect: transitive-blocking
    nap_a_little()  # expect: transitive-blocking
    clients.connect_all()  # expect: transitive-blocking
    clients.describe(path)  # ok: nothing in it blocks
    clients.unknown(path)  # ok: there is no such function
    await clients.aconnect()  # ok: a coroutine, which is looked at where it stands
    await asyncio.to_thread(load_settings, path)  # ok: handed over
    await asyncio.get_running_loop().run_in_executor(None, functools.partial(collect, [path]))  # ok: handed over


async def objects(path):
    client = Client(path)  # expect: transitive-blocking
    client.fetch()  # ok: the client's pool is an attribute of which nobody tells the type
    client.base_fetch()  # expect: transitive-blocking
    client.state  # expect: transitive-blocking
    client.name  # ok: a property that computes
    client.helper  # ok: a method that is not called
    with client:  # expect: transitive-blocking
        pass
    with open_connection(path):  # expect: transitive-blocking
        pass
    open_connection(path)  # ok: a context manager that nobody enters
    slow = SlowClient()  # ok: its __init__ does nothing that blocks
    slow.base_fetch()  # ok: overrides it by one that does not block
    for row in slow:  # expect: transitive-blocking
        print(row)
    slow()  # ok: the same end as of base_fetch, which this coroutine has been told of


async def called():
    slow = SlowClient()
    slow()  # expect: transitive-blocking


async def generators(path):
    rows = clients.rows(path)  # ok: the body runs when somebody goes through it
    await asyncio.to_thread(list, rows)  # ok: off the loop
    for row in clients.rows(path):  # expect: transitive-blocking
        print(row)


@logged
def kept(path):
    load_settings(path)


@on_a_thread
def elsewhere(path):
    load_settings(path)


@retried(times=3)
def again(path):
    print(path)


@clients.registry.add
def unknown(path):
    load_settings(path)


async def decorated(path):
    kept(path)  # expect: transitive-blocking
    elsewhere(path)  # ok: the decorator runs it on a thread
    again(path)  # expect: transitive-blocking
    unknown(path)  # ok: nobody knows what the decorator makes of it
