# Mistakes cost their own lines only.
def first(a b):
    return time.sleep(1)


def second():
    x = = 1
    await asyncio.sleep(1)
    for y in
        use(y)
    return x


class Third(Base:
    def method(self):
        return 1

    def other(self)
        return 2

    @property
    def third(self): return self.


if a = 1:
    one
elif b c:
    two
else
    three

try:
    four
except A B:
    five
finally:
    six

while x y:
    seven

with a b:
    eight

whlie z:
    nine
else:
    ten

match x:
    case 1 2:
        eleven
    case [a, b]:
        twelve

d = {
    'a': 1
    'b': 2
}
x = [1, 2
y = 3
def last():
    foo(1,
    return 4
@decorator
z = 5
async def f(:
    pass
lambda x: = 3
