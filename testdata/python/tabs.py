if a:
	b
 	c

if d:
    e
    f
\
h
if i:
    j
  \
  k
