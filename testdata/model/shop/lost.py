from .more import LOST
