"""Fixture: a serial port that waits."""
import serial


async def read(port: serial.Serial):
    return port.read(1024)  # expect: blocking-network
