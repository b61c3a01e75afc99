from . import Left, inbox, lost
from .left import *


def f():
    Left()
    inbox.put_nowait(lost)
    nowhere()
