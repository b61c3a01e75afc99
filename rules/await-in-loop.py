"""Fixture: results one after the other. Every line that is not marked is silent."""
import asyncio


async def load(key):
    await asyncio.sleep(1)
    return key


async def at_once(key):  # expect: async-without-await
    return key


async def collected(keys, names):
    lists = [await load(k) for k in keys]  # expect: await-in-loop
    sets = {await load(k) for k in keys if k}  # expect: await-in-loop
    by_key = {k: await load(k) for k in keys}  # expect: await-in-loop
    pairs = [await load(key=(k, v)) for k, v in names.items()]  # expect: await-in-loop
    results = []
    for key in keys:
        results.append(await load(key))  # expect: await-in-loop
    return lists, sets, by_key, pairs, results


async def few(keys):
    some = [await load(k) for k in ("a", "b")]  # ok: two
    quick = [await at_once(k) for k in keys]  # ok: it never waits
    return some, quick


async def in_order(keys, reader, writer, tasks, stack):
    entered = [await stack.enter_async_context(load(k)) for k in keys]  # ok: left in the other order
    print(entered)
    lines = [await reader.readline() for _ in keys]  # ok: one stream, in order
    done = [await t for t in tasks]  # ok: they run at the same time
    for key in keys:
        await writer.send(key)  # ok: the order may matter
    for key in keys:
        await load(key)  # ok: nobody wants the result, the order may matter
    return lines, done


async def depends(keys):
    results = []
    for key in keys:
        results.append(await load(key))  # ok: more happens in the loop
        if results[-1] is None:
            break
    return results


async def asynchronous(keys, numbers):
    lists = [await load(k) async for k in numbers]  # ok: each comes when it comes
    lazily = (await load(k) for k in keys)  # ok: whoever asks for the next one
    return lists, lazily
