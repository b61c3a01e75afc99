"""Fixture: gather, wait and as_completed over data. Every line that is not marked is silent."""
import asyncio
import itertools

LIMIT = 500
PAIR = ("a", "b")


async def fetch(x=None):
    await asyncio.sleep(1)
    return x


async def generator(urls):
    return await asyncio.gather(*(fetch(u) for u in urls))  # expect: unbounded-gather


async def list_display(urls):
    return await asyncio.gather(*[fetch(u) for u in urls], return_exceptions=True)  # expect: unbounded-gather


async def mapped(urls):
    return await asyncio.gather(*map(fetch, urls))  # expect: unbounded-gather


async def mapped_lambda(urls):
    coroutines = map(lambda u: fetch(u + "?more"), urls)
    await asyncio.gather(*coroutines)  # expect: unbounded-gather
    await asyncio.gather(*map(lambda u: fetch(u), PAIR))  # ok: two
    await asyncio.gather(*map(lambda u: u.task, urls))  # ok: no coroutine is made


async def constant():
    await asyncio.gather(*[fetch() for _ in range(LIMIT)])  # expect: unbounded-gather


async def by_name(urls):
    coroutines = [fetch(u) for u in urls]
    await asyncio.gather(*coroutines)  # expect: unbounded-gather


async def appended(urls):
    pending = []
    for url in urls:
        if url:
            pending.append(fetch(url))
    await asyncio.gather(*pending)  # expect: unbounded-gather


async def completed(urls):
    for future in asyncio.as_completed([fetch(u) for u in urls]):  # expect: unbounded-gather
        await future


async def with_timeout(urls):
    await asyncio.gather(*(asyncio.wait_for(fetch(u), 1) for u in urls))  # expect: unbounded-gather


async def unknown_callee(sessions, urls):
    await asyncio.gather(*(sessions.get(u) for u in urls))  # expect: unbounded-gather


class Crawler:
    async def get(self, url):
        return await fetch(url)

    async def run(self, urls):
        await asyncio.gather(*(self.get(u) for u in urls))  # expect: unbounded-gather

    async def stop(self):
        await asyncio.gather(*self.tasks)  # ok: tasks that exist already


async def fixed():
    await asyncio.gather(fetch(1), fetch(2), fetch(3))  # ok: three
    await asyncio.gather(*[fetch(p) for p in PAIR])  # ok: two
    await asyncio.gather(*(fetch(i) for i in range(8)))  # ok: eight
    two = [fetch(1), fetch(2)]
    await asyncio.gather(*two)  # ok: two


async def literal_with_extras(flag):
    todo = [fetch(1)]
    if flag:
        todo.append(fetch(2))
    await asyncio.gather(*todo)  # ok: two at most


async def tasks_of_a_loop(urls):
    tasks = [asyncio.create_task(fetch(u)) for u in urls]  # expect: task-per-item
    await asyncio.gather(*tasks)  # ok: reported where the tasks are made


async def tasks_given(tasks, coroutines):
    await asyncio.gather(*tasks)  # ok: made by somebody else
    await asyncio.wait(tasks)  # ok: the same
    await asyncio.gather(*coroutines)  # ok: the caller knows how many
    await asyncio.gather(*[t for t in tasks if not t.done()])  # ok: no coroutine is made
    await asyncio.gather(*asyncio.all_tasks())  # ok: tasks that exist


async def chunked(urls, batch):
    for i in range(0, len(urls), 20):
        await asyncio.gather(*(fetch(u) for u in urls[i:i + 20]))  # ok: twenty at most
    await asyncio.gather(*(fetch(u) for u in batch))  # ok: a batch, cut by somebody
    await asyncio.gather(*(fetch(u) for u in urls[:10]))  # ok: ten at most


async def pages(source):
    async for page in source:
        await asyncio.gather(*(fetch(i) for i in page.items))  # ok: one page at a time


async def per_row(rows):
    for row in rows:
        todo = [fetch(row)]
        todo.append(fetch(row))
        await asyncio.gather(*todo)  # ok: the list is made anew for each row


async def in_threads(loop, executor, paths):
    await asyncio.gather(*(loop.run_in_executor(executor, open, p) for p in paths))  # expect: executor-flood


async def other(gather, urls):
    await gather(*(fetch(u) for u in urls))  # ok: some other gather


# -- where the coroutines come from ------------------------------------------------------------------------------------------


async def extended(urls, more):
    pending = []
    pending.extend(fetch(u) for u in urls)
    await asyncio.gather(*pending)  # expect: unbounded-gather
    pending = []
    pending += [fetch(u) for u in more]
    await asyncio.gather(*pending)  # expect: unbounded-gather


async def by_key(urls):
    pending = {u: fetch(u) for u in urls}
    await asyncio.gather(*pending.values())  # expect: unbounded-gather
    later = {}
    for url in urls:
        later[url] = fetch(url)
    await asyncio.gather(*later.values())  # expect: unbounded-gather


async def named_first(urls):
    pending = []
    for url in urls:
        coroutine = fetch(url)
        pending.append(coroutine)
    await asyncio.gather(*pending)  # expect: unbounded-gather


async def one_of_two(urls, fast):
    await asyncio.gather(*(fetch(u) if fast else fetch(u + "?slow") for u in urls))  # expect: unbounded-gather


async def two_lists(api, urls):
    known = [fetch(1), fetch(2)]
    await asyncio.gather(*known, *(fetch(u) for u in urls))  # expect: unbounded-gather


async def parts_of_lines(rows):
    await asyncio.gather(*(fetch(cell) for row in rows for cell in row))  # expect: unbounded-gather


class Registry:
    def __init__(self):
        self.urls = []

    def add(self, url):
        self.urls.append(url)

    async def fetch_all(self):
        await asyncio.gather(*(fetch(u) for u in self.urls))  # expect: unbounded-gather


async def counted(entries):
    rows = []
    for entry in entries:
        rows.append(entry)
    calls = [fetch(rows[i:i + 10]) for i in range(0, len(rows), 10)]
    await asyncio.gather(*calls)  # expect: unbounded-gather


async def all_pages(pages):
    await asyncio.gather(*(fetch(p) for p in pages))  # expect: unbounded-gather


async def next_page(api):
    while page := await api.next_page():
        await asyncio.gather(*(fetch(r) for r in page.rows))  # ok: one page at a time


async def answers(api):
    results = await asyncio.gather(api.get(1), api.get(2))
    await asyncio.gather(*(r.read() for r in results))  # ok: two


async def made_elsewhere(items, spawn, pool, mystery):
    await asyncio.gather(*(spawn.create_eager_task(i) for i in items))  # ok: tasks, by their name
    await asyncio.gather(*(pool.add_executor_job(i) for i in items))  # ok: threads, by their name
    pending = []
    for item in items:
        awaitable = mystery.get(item)
        pending.append(awaitable)
    await asyncio.gather(*pending)  # ok: nobody knows what they are


async def filled_once(flag):
    pending = {"a": fetch(1)}
    if flag:
        pending["b"] = fetch(2)
    await asyncio.gather(*pending.values())  # ok: two at most


async def part(rows, slice, batch_rows):
    await asyncio.gather(*(fetch(r) for r in batch_rows))  # ok: rows of a batch
    await asyncio.gather(*(fetch(r) for r in slice))  # ok: a slice, cut by somebody
    n_workers = len(rows)
    await asyncio.gather(*(fetch(i) for i in range(n_workers)))  # expect: unbounded-gather
    max_workers = rows.limit()
    await asyncio.gather(*(fetch(i) for i in range(max_workers)))  # ok: a number of workers that somebody chose


async def clamped(rows, total, most):
    if most < total:
        total = most
    await asyncio.gather(*(fetch(i) for i in range(total)))  # ok: `most` at most
    if len(rows) > total:
        total = len(rows)
    await asyncio.gather(*(fetch(i) for i in range(len(rows))))  # expect: unbounded-gather


async def filled_by_a_loop(rows):
    numbers, found = [], []
    for i in range(4):
        numbers.append(i)
    for row in rows:
        found.append(row)
    await asyncio.gather(*(fetch(n) for n in numbers))  # ok: four
    await asyncio.gather(*(fetch(f) for f in found))  # expect: unbounded-gather


async def extended_by_a_loop(rows):
    numbers = []
    for i in range(4):
        numbers.extend(rows[i])
    await asyncio.gather(*(fetch(n) for n in numbers))  # expect: unbounded-gather


class Cut:
    async def all(self, rows):
        for start in range(0, len(rows), 50):
            await self._part(rows[start : start + 50])
            await self._named(1, ids=rows[start:][:50])
            await self._some(rows[:50])
        await self._some(rows)
        await self._later(rows[2:])
        await self.public(rows[:50])

    async def _part(self, ids):
        await asyncio.gather(*(fetch(i) for i in ids))  # ok: every caller cuts them

    async def _named(self, count, ids):
        await asyncio.gather(*(fetch(i) for i in ids))  # ok: by its name, too

    async def _some(self, ids):
        await asyncio.gather(*(fetch(i) for i in ids))  # expect: unbounded-gather

    async def _later(self, ids):
        await asyncio.gather(*(fetch(i) for i in ids))  # expect: unbounded-gather

    async def public(self, ids):
        await asyncio.gather(*(fetch(i) for i in ids))  # expect: unbounded-gather

    async def _kept(self, ids):
        await asyncio.gather(*(fetch(i) for i in ids))  # expect: unbounded-gather

    def keep(self, rows):
        return [self._kept, self._kept(rows[:50])]


# -- one fan-out, one finding --------------------------------------------------------------------------------------------------


async def with_or_without_progress(urls, tqdm_asyncio, show):
    pending = [fetch(u) for u in urls]
    if show:
        return await asyncio.gather(*pending)  # expect: unbounded-gather
    return await asyncio.gather(*pending)  # ok: the same coroutines


async def two_fan_outs(urls):
    first, second = [], []
    for url in urls:
        first.append(fetch(url))
        second.append(fetch(url + "/more"))
    await asyncio.gather(*first)  # expect: unbounded-gather
    await asyncio.gather(*second)  # expect: unbounded-gather


# -- what functions return -----------------------------------------------------------------------------------------------------


def places(name):
    if name:
        return ["/", "/" + name, "/index"]
    return ["/"]


def places_of(names):
    if not names:
        return []
    return ["/" + name for name in names]


async def returned(name, names):
    await asyncio.gather(*(fetch(p) for p in places(name)))  # ok: three at most
    await asyncio.gather(*(fetch(p) for p in places_of(names)))  # expect: unbounded-gather


# -- batches --------------------------------------------------------------------------------------------------------------------------


async def batch_by_batch(urls):
    results, rest = [], iter(urls)
    while chunk := list(itertools.islice(rest, 50)):
        results += await asyncio.gather(*[fetch(url) for url in chunk])  # ok: fifty at a time
    for chunk in iter(lambda: tuple(itertools.islice(rest, 50)), ()):
        results += await asyncio.gather(*[fetch(url) for url in chunk])  # ok: likewise
    return results


async def batch_by_batch_until_empty(urls):
    rest = iter(urls)
    while True:
        chunk = list(itertools.islice(rest, 50))
        if not chunk:
            break
        await asyncio.gather(*(fetch(url) for url in chunk))  # ok: likewise


async def one_great_batch(urls):
    chunk = list(itertools.islice(urls, 500))
    await asyncio.gather(*(fetch(url) for url in chunk))  # expect: unbounded-gather


# -- numbers that are written down -------------------------------------------------------------------------------------------------------


async def counted(ask):
    await asyncio.gather(*(ask(i) for i in range(20)))  # ok: a small number
    await asyncio.gather(*(ask(i) for i in range(50)))  # expect: unbounded-gather/note
    await asyncio.gather(*(ask(i) for i in range(500)))  # expect: unbounded-gather
    await asyncio.gather(ask(1), ask(2))  # ok: written one by one
