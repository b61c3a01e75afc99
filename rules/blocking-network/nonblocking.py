"""Fixture: a module that makes its sockets non-blocking."""
import asyncio
import socket


async def receive(address):
    loop = asyncio.get_running_loop()
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    await loop.sock_connect(sock, address)
    sock.send(b"x")  # ok: returns at once
    try:
        return sock.recv(1024)  # ok: returns at once, or raises BlockingIOError
    except BlockingIOError:
        return await loop.sock_recv(sock, 1024)
