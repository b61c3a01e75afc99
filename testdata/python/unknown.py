# coding: nonsense
x = "é"; y
