# python: 3.12
# Formatted strings (PEP 498, PEP 701).
f"a{b}c{d!r}e{f:>10}g{h!s:{i}.{j}}k{l = }m{{n}}o"
f'{a["b"]}' f"{a['b']}"
f"{a["b"]}"
f"{f"{f"{1}"}"}"
f"""a
{
    b  # comment
    + c
}
"""
rf"\{a}\d{b:\d}" Rf'{{}}'
f"{x:=5}" f"{(x:=5)}" f"{x!r:^{w}}" f"{x:{a}{b}}"
f"{a, b}" f"{*a, b}" f"{a if b else c}" f"{(lambda x: x)}"
f"{a != b}" f"{a == b}" f"{a >= b}" f"{ {1: 2}[1] }" f"{'}'}" f"{'a' 'b'}"
f"\N{EM DASH}{a}\x41"
f"{a:%H:%M}" f"{a:{b:{c}}}"
f'''{a!r:
}'''
f"{a
}"
"a" f"b{c}" r"d"
"a" f"b" "c"

f"{x[a, *[b]]}" f"{x[*[b]][0]!r:>{x[*-b]}}" f"{x[1:2, *'a']} {f'{x[*[b]]}'}"
f"{*[b], a}" f"{a, *[b]}" f"{a, *(b)!r}" f"{[*b]} {a * b} {a ** b} {f(*b, *[c])} { {*b, *[c]} }"
f"{[x for a, *[c] in b]} {[x for (a, *(c, d)), e in b]!r:>{[x for a, *[c] in b]}}"
f"""{
    x[
        a,
        *[b]
    ]
}"""
def g(): f"{(yield *[a], b)} {(yield a, *[b])}"; c = (yield *[a], *(b))
