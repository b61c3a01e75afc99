if a:
	tab
        eight
  two
    four
	# a comment
	tab = again
if b:
no_block
   unexpected
	worse
def f():
    if c:
            deep
        between
      lost
    back
end
