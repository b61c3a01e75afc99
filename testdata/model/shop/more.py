"""Imports back: a cycle."""
from .const import LIMIT, LOST
from .lost import LOST as FOUND

FAR = LIMIT + 1
TWICE = FAR * 2
LOST = FOUND
