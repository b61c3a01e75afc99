"""Fixture: synchronous database drivers on the loop."""
import asyncio
import pathlib
import sqlite3
import tempfile

import aiosqlite
import duckdb
import psycopg2
import pymysql
import redis
import redis.asyncio
from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

Local = sessionmaker()


async def sqlite(path):
    connection = sqlite3.connect(path)  # expect: blocking-database
    connection.execute("select 1")  # expect: blocking-database
    cursor = connection.cursor()  # ok: asks nobody
    cursor.execute("select 1")  # expect: blocking-database
    cursor.fetchall()  # expect: blocking-database
    connection.close()  # ok: waits for nobody


async def in_memory():
    connection = sqlite3.connect(":memory:")  # ok: memory
    connection.execute("select 1")  # ok: memory
    connection.cursor().execute("select 1")  # ok: memory


async def postgres(dsn):
    connection = psycopg2.connect(dsn)  # expect: blocking-database
    with connection.cursor() as cursor:  # ok: asks nobody
        cursor.execute("select 1")  # expect: blocking-database


async def alchemy(session: Session):
    session.execute("select 1")  # expect: blocking-database
    session.query(int).all()  # expect: blocking-database
    session.add(1)  # ok: only noted
    Local().commit()  # expect: blocking-database
    engine = create_engine("sqlite://")  # ok: connects to nothing yet
    engine.connect()  # expect: blocking-database


class Cache:
    def __init__(self):
        self.sync = redis.Redis()
        self.fast = redis.asyncio.Redis()

    async def get(self, key):
        self.sync.get(key)  # expect: blocking-database
        await self.fast.get(key)  # ok: a coroutine
        self.fast.pipeline()  # ok: sends nothing


async def asynchronous(path):
    async with aiosqlite.connect(path) as connection:  # ok: made for asyncio
        await connection.execute("select 1")  # ok: a coroutine


async def off_the_loop(path):
    await asyncio.to_thread(sqlite3.connect, path)  # ok: a reference


def plain(path):
    sqlite3.connect(path).execute("select 1")  # ok: no coroutine


async def namesakes(cursor, sqlite3):
    cursor.execute("select 1")  # ok: nobody knows what it is
    sqlite3.connect("x")  # ok: a parameter


async def analytics(path, query):
    connection = duckdb.connect(":memory:")  # ok: memory
    connection.execute(query)  # expect: blocking-database
    connection.execute("SET threads = 4")  # ok: an option of the engine, which runs in this process
    connection.execute("set memory_limit='1GB'; SELECT * FROM rows")  # expect: blocking-database
    connection.execute("SETTLE")  # expect: blocking-database
    connection.execute(" set enable_progress_bar = false;")  # ok: an option again
    other = duckdb.connect(path)  # expect: blocking-database
    other.execute(query)  # expect: blocking-database


async def in_one_expression(path, query):
    connection = sqlite3.connect(path)  # expect: blocking-database
    rows = connection.execute(query).fetchall()  # expect: blocking-database
    first = connection.cursor().fetchone  # ok: not called
    cursor = connection.execute(query)  # expect: blocking-database
    return rows, first, cursor.fetchall()  # expect: blocking-database


# -- one act, one finding ------------------------------------------------------------------------------------------------------


def address(name):
    return f"file:{name}?mode=memory&cache=shared"


def address_or_file(name, path):
    if path:
        return path
    return f"file:{name}?mode=memory"


async def rows_of_postgres(connection: psycopg2.extensions.connection, name):
    with connection.cursor() as cursor:  # ok: asks nobody
        cursor.execute("select 1")  # expect: blocking-database/warning
        cursor.fetchall()  # ok: in memory since execute()
        connection.commit()  # expect: blocking-database/note
    on_server = connection.cursor(name="rows")  # ok: asks nobody
    on_server.fetchmany()  # expect: blocking-database/note
    unnamed = connection.cursor(name=None)  # ok: asks nobody
    unnamed.fetchone()  # ok: in memory


async def rows_from_server(connection: psycopg2.extensions.connection):
    on_server = connection.cursor("rows")  # ok: asks nobody
    return on_server.fetchmany()  # expect: blocking-database/warning


async def rows_of_mysql(connection: pymysql.connections.Connection):
    cursor = connection.cursor()  # ok: asks nobody
    cursor.fetchall()  # ok: in memory since execute()
    on_server = connection.cursor(pymysql.cursors.SSCursor)  # ok: asks nobody
    on_server.fetchall()  # expect: blocking-database/warning


async def collected(session: Session, row):
    try:
        session.add(row)  # ok: only noted
        session.commit()  # expect: blocking-database/warning
        session.refresh(row)  # expect: blocking-database/note
    except ValueError:
        session.rollback()  # expect: blocking-database/note


async def ended(session: Session, query):
    session.execute(query)  # expect: blocking-database/warning
    session.commit()  # expect: blocking-database/note
    session.add(1)  # ok: only noted


async def transactions(connection: sqlite3.Connection, query):
    with connection:  # ok: begins no transaction
        connection.execute("VACUUM")  # expect: blocking-database/note
    with connection:  # ok: begins none either
        connection.execute("select 1")  # expect: blocking-database/warning
    with connection:  # expect: blocking-database/note
        connection.execute(query)  # expect: blocking-database/warning


async def commits(connection: sqlite3.Connection, change):
    with connection:  # expect: blocking-database/warning
        change(connection)  # ok: nobody knows


async def shared_memory(path):
    connection = sqlite3.connect(address("rows"), uri=True)  # ok: memory
    connection.execute("select 1")  # ok: memory
    place = f"file:{path}?mode=memory"
    sqlite3.connect(place, uri=True).execute("select 1")  # ok: memory
    sqlite3.connect(address_or_file("rows", path), uri=True)  # expect: blocking-database


async def disposable():
    with tempfile.TemporaryDirectory() as folder:  # expect: blocking-file
        connection = sqlite3.connect(pathlib.Path(folder) / "rows.db")  # expect: blocking-database/note
        connection.execute("select 1")  # expect: blocking-database/note
        connection.cursor()  # ok: asks nobody


def load(connection: sqlite3.Connection):
    return connection.execute("SELECT name FROM nodes").fetchall()


def drop(connection: sqlite3.Connection):
    connection.execute("DELETE FROM nodes")


async def read(connection: sqlite3.Connection):
    with connection:  # ok: the helper only reads, so there is nothing to commit
        return load(connection)  # expect: transitive-blocking


async def empty(connection: sqlite3.Connection):
    with connection:  # expect: blocking-database
        drop(connection)  # expect: transitive-blocking


async def hand_on(connection: sqlite3.Connection, work):
    with connection as c:  # expect: blocking-database
        work(c)  # ok: nobody knows it


async def in_a_thread(connection: sqlite3.Connection):
    return await asyncio.to_thread(load, connection)  # ok: in a thread
