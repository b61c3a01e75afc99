"""Fixture: protocols that write. Every line that is not marked is silent."""
import asyncio


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)                      # expect: protocol-without-flow-control
        self.transport.write(data)                      # ok: told of once


class Greeter(asyncio.BufferedProtocol):
    def connection_made(self, transport):
        transport.writelines([b"hello"])                # expect: protocol-without-flow-control


class Polite(asyncio.Protocol):
    def connection_made(self, transport):
        self.t = transport

    def pause_writing(self):
        self.t.pause_reading()

    def resume_writing(self):
        self.t.resume_reading()

    def data_received(self, data):
        self.t.write(data)                              # ok: it hears of it


class Derived(Polite):
    def data_received(self, data):
        self.t.write(data + b"\n")                      # ok: its base hears of it


class File(asyncio.Protocol):
    def __init__(self, file):
        self.file = file

    def data_received(self, data):
        self.file.write(data)                           # ok: a file


class Datagrams(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, addr):
        self.transport.sendto(data, addr)               # ok: a datagram


class Reader:
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)                      # ok: no protocol of asyncio
