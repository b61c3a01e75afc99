"""A package: what its modules learn from one another."""
from .const import *
from .queues import make_inbox as make
from . import stock
from .stock import shelf as board
