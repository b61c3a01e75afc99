# python: 3.14
# What is new in Python 3.14: t-strings (PEP 750), `except` without parentheses (PEP 758).
x = t"a{b!r:>{c}}" t'{d}'
y = rt"\{z}"
try:
    pass
except A, B:
    pass
try:
    pass
except* A, B:
    pass
