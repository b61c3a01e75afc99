from . import *
from .right import *


class Left:
    pass
