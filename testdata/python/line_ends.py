x = 1y = (  2)if x:	y"""ab
c"""
z
