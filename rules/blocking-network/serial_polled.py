"""Fixture: a serial port that does not wait. Every line is silent."""
import serial


async def read(port: serial.Serial, data):
    port.timeout = 0
    port.write(data)  # ok: its timeout is 0
    return port.read(1024)  # ok: its timeout is 0
