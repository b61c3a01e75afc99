"""Its function is called by main.py."""
import time


def wait():
    time.sleep(0.25)


async def main():
    wait()
