"""Fixture: synchronous database drivers on the loop."""
import asyncio
import sqlite3

import aiosqlite
import duckdb
import psycopg2
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
