"""Constants of the package, no word of queues in here."""
from .more import FAR, TWICE as AGAIN

LIMIT = 8
DOUBLE = LIMIT * 2
NOTHING = 0
ROUND = ROUND_ABOUT = None
_HIDDEN = 3
changes = 1
changes = 2
