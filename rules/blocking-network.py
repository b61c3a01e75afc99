"""Fixture: sockets, names and protocols on the loop."""
import asyncio
import select
import smtplib
import socket
import ssl
from socket import gethostbyname

import boto3
import botocore.client
import paramiko
import serial


async def names(host):
    socket.getaddrinfo(host, 80)  # expect: blocking-network
    socket.getnameinfo((host, 80), socket.NI_NUMERICHOST | socket.NI_NUMERICSERV)  # ok: asks nobody
    socket.getnameinfo((host, 80), 0)  # expect: blocking-network
    gethostbyname(host)  # expect: blocking-network
    await asyncio.get_running_loop().getaddrinfo(host, 80)  # ok: a coroutine
    socket.inet_aton(host)  # ok: no look-up
    socket.gethostname()  # ok: the kernel knows it


async def sockets(address):
    sock = socket.create_connection(address)  # expect: blocking-network
    sock.sendall(b"x")  # expect: blocking-network
    sock.recv(1)  # expect: blocking-network
    sock.close()  # ok: waits for nobody
    sock.getsockname()  # ok: the kernel knows it


async def protocols(host):
    with smtplib.SMTP(host) as mail:  # expect: blocking-network
        mail.send_message(None)  # ok: reported where it is made
    client = paramiko.SSHClient()  # ok: connects to nothing yet
    client.connect(host)  # expect: blocking-network


async def cloud(bucket):
    client = boto3.client("s3")  # expect: blocking-network
    client.get_object(Bucket=bucket, Key="a")  # expect: blocking-network


async def certificates(data):
    ssl.create_default_context()  # expect: blocking-network
    ssl.create_default_context(cadata=data)  # ok: memory
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # ok: reads nothing
    context.load_verify_locations(cadata=data)  # ok: memory
    context.load_cert_chain("a.pem")  # expect: blocking-network


async def asynchronous(host, sock):
    await asyncio.open_connection(host, 80)  # ok: made for asyncio
    await asyncio.to_thread(socket.gethostbyname, host)  # ok: a reference
    sock.recv(1)  # ok: nobody knows what it is


def plain(host):
    socket.gethostbyname(host)  # ok: no coroutine


async def polls(readers, writers, seconds):
    select.select(readers, writers, [], 0.0)  # ok: looks and goes on
    select.select(readers, [], [], 0)  # ok: the same
    select.select(readers, writers, [], seconds)  # expect: blocking-network
    select.select(readers, writers, [])  # expect: blocking-network
    select.select([], 0, [], seconds)  # expect: blocking-network


# -- selected alone ---------------------------------------------------------------------------------------------------------------


class Line:
    def __init__(self, url):
        self.line = serial.Serial(url)

    async def read(self):
        return self.line.read(1024)  # expect: blocking-network

    async def close(self):
        return self.line.baudrate  # ok: an attribute


# -- datagrams ---------------------------------------------------------------------------------------------------------------------


async def own_address(host):
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.connect((host, 80))  # ok: nothing is sent
    sock.send(b"x")  # ok: goes out at once
    sock.sendto(b"x", (host, 80))  # ok: the same
    sock.recv(1024)  # expect: blocking-network
    stream = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    stream.connect((host, 80))  # expect: blocking-network
    stream.send(b"x")  # expect: blocking-network


# -- what asks nobody ----------------------------------------------------------------------------------------------------------------

NUMBERS_ONLY = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
NUMBERS = socket.AI_NUMERICHOST
NUMBERS |= getattr(socket, "AI_NUMERICSERV", 0)


async def addresses(host, port, flags):
    socket.getaddrinfo(host, port, flags=NUMBERS_ONLY)  # ok: no name server is asked
    socket.getaddrinfo(host, port, flags=flags | NUMBERS)  # ok: likewise, in two steps
    socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)  # ok: likewise
    socket.getaddrinfo(host, port)  # expect: blocking-network/warning
    probe = socket.socket(family=socket.AF_INET6, type=socket.SOCK_DGRAM)
    probe.connect((host, port))  # ok: only notes the address


async def listen(host, port):
    address = socket.getaddrinfo(host, port)[0]  # expect: blocking-network/note
    server = socket.socket(address[0], address[1])  # ok: connects to nobody
    server.bind(address[4])  # ok: waits for nobody
    await asyncio.get_running_loop().getaddrinfo(host, port)  # ok: a coroutine


async def storage(store: boto3.resources.base.ServiceResource, client: botocore.client.BaseClient):
    bucket = store.Bucket("a")  # ok: only makes the object
    client.get_paginator("list_objects")  # ok: likewise
    client.generate_presigned_url("get_object")  # ok: signed here
    client.get_object(Bucket=bucket, Key="a")  # expect: blocking-network/warning
    store.create_bucket(Bucket="a")  # expect: blocking-network/warning
    await asyncio.to_thread(client.get_object, Bucket=bucket, Key="a")  # ok: in a thread


async def probe(port, host):
    with socket.socket() as listener:
        listener.connect_ex(("127.0.0.1", port))  # expect: blocking-network/note
    with socket.socket() as remote:
        remote.connect((host, port))  # expect: blocking-network/warning
    socket.create_connection(("localhost", port))  # expect: blocking-network/note
    socket.gethostbyname(socket.gethostname())  # expect: blocking-network/note
    socket.gethostname()  # ok: asks nobody
    await asyncio.open_connection("127.0.0.1", port)  # ok: a coroutine
    await asyncio.to_thread(socket.create_connection, (host, port))  # ok: in a thread
    socket.inet_aton("127.0.0.1")  # ok: asks nobody
