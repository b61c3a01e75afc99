# Python 2: understood as far as it goes, and said to be wrong.
print "hello", name % 3
print
print x,
print >>sys.stderr, "x"
print("a"), b
exec "x = 1"
exec code in ns
raise E, "message"
try:
    pass
except E, e:
    print e
x = 0777 + 10L + 0xFFL
y = `x`
if x <> y: pass
def f(a, (b, c)): pass
s = ur"abc"
[x for x in 1, 2]
def g():
    print "after"
    return 1
