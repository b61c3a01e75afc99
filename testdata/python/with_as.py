# What stands before `as` in a with statement is the whole expression, whatever binds loosely in it.
async def f():
    async with self.nullcontext(
        connection
    ) if connection else self.pool.connection() as conn, conn.transaction():
        pass
    with a if b else c as d: pass
    with a if b else c as d, e if f else g as h: pass
    with a, b if c else d as (e, *f), g as h.i, j as k[0]: pass
    with lambda: 0 as d, lambda x, *y: x if y else 1 as z: pass
    with a if b else lambda: not c as d: pass
    with a if b else (yield) as d: pass
    with (a if b else c as d, e, lambda: 0 as f,): pass
    with (a if b else c as d): pass
    with (a if b else c) as d, e: pass
    with not a as d, a or b as e, await a as f, -a < b as g, (yield) as h: pass
    with a if b else c: pass
    with lambda: 0, a: pass
try: pass
except a if b else c as d: pass
except (a if b else c) as d: pass
try: pass
except* a if b else c as d: pass
