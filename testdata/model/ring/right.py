import asyncio

from .left import *
from . import *

inbox = asyncio.Queue()
