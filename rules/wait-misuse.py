"""Fixture: asyncio.wait. Every line that is not marked is silent."""
import asyncio
from asyncio import create_task, wait


async def a():
    await asyncio.sleep(1)


async def coroutines():
    await asyncio.wait([a(), a()])  # expect: wait-misuse
    await wait({a() for _ in range(3)})  # expect: wait-misuse


async def pending():
    await asyncio.wait([create_task(a()), create_task(a())], timeout=1)  # expect: wait-misuse
    done, rest = await asyncio.wait([create_task(a())], return_when=asyncio.FIRST_COMPLETED)  # expect: wait-misuse
    print(done)


async def pending_in_names():
    tasks = [create_task(a()), create_task(a())]
    await asyncio.wait(tasks, timeout=1)  # expect: wait-misuse
    first = create_task(a())
    second = create_task(a())
    done, _ = await asyncio.wait({first, second}, return_when=asyncio.FIRST_COMPLETED)  # expect: wait-misuse
    print(done)


async def main():
    await asyncio.wait([create_task(a()), create_task(a())], return_when=asyncio.FIRST_COMPLETED)  # expect: wait-misuse/note


async def test_something():
    await asyncio.wait([create_task(a()), create_task(a())], timeout=1)  # expect: wait-misuse/note


async def coroutines_in_names():
    both = a(), a()
    await asyncio.wait(both)  # expect: wait-misuse
    one = a()
    await asyncio.wait([one], timeout=1)  # expect: wait-misuse
    print(one)


async def dropped():
    await asyncio.wait([create_task(a()), create_task(a())])  # expect: wait-misuse/note


async def good(tasks):
    done, rest = await asyncio.wait(tasks, timeout=1)  # ok: both are used
    for task in rest:
        task.cancel()
    print(done)
    await asyncio.wait(tasks)  # ok: who made them may look at them
    await asyncio.wait(tasks, timeout=1)  # ok: the same
    mine = [create_task(a()), create_task(a())]
    await asyncio.wait(mine)  # ok: looked at below
    for task in mine:
        task.result()
    finished, _ = await asyncio.wait([create_task(a())])  # ok: none is pending
    print(finished)
    await asyncio.wait([create_task(tasks.ready.wait()), create_task(asyncio.sleep(1))])  # ok: these only wait
    await asyncio.wait_for(a(), 1)  # ok: another function
    either = create_task(a())
    if finished:
        either = tasks.pop()
    await asyncio.wait([either], timeout=1)  # ok: which task it is cannot be told
    seen = create_task(a())
    await asyncio.wait([seen], timeout=1)  # ok: looked at below
    seen.cancel()


async def good_in_names(stopping):
    kept = create_task(a())
    await asyncio.wait([kept], timeout=1)  # ok: a function that lives on has it
    stopping(lambda: kept.cancel())
    stop = create_task(stopping.wait())
    await asyncio.wait({stop})  # ok: that only waits


async def other(event):
    await event.wait()  # ok: another wait


async def many(queue):
    crowd = {create_task(a()) for _ in range(3)}
    await asyncio.wait(crowd, timeout=1)  # ok: they go on to somebody
    queue.append(crowd)
    late = create_task(a())
    done, rest = await asyncio.wait({late}, timeout=1)  # ok: what is left is cancelled
    for task in rest:
        task.cancel()
    return done


if __name__ == "__main__":
    asyncio.run(main())


async def until_either(stopped, changed):
    await asyncio.wait([create_task(stopped.wait()), create_task(changed.wait())], timeout=1)  # expect: wait-misuse/note
    stop = asyncio.ensure_future(stopped.wait())
    work = asyncio.ensure_future(asyncio.wait([stop]))
    await asyncio.wait([work], timeout=1)  # expect: wait-misuse/note
    while True:
        await asyncio.wait([create_task(changed.wait())], timeout=1)  # expect: wait-misuse/warning
        done, rest = await asyncio.wait([create_task(changed.wait())], timeout=1)  # ok: it looks after the rest
        for task in rest:
            task.cancel()
        await asyncio.wait({stop}, timeout=1)  # ok: the name keeps it
