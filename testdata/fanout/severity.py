"""What a fan-out goes over decides whether it is worth an interruption: `# error`, `# warning`, `# note`, or no mark for silence."""
import asyncio
import glob
import os


async def work(x=None):
    await asyncio.sleep(1)
    return x


# -- data: streams, results, listings, names --------------------------------------------------------------------------------


async def stream(consumer):
    async for message in consumer:
        await asyncio.wait_for(asyncio.sleep(0.5), 1)
        asyncio.get_running_loop().create_task(work(message))  # many


async def start(queue):
    while True:
        asyncio.get_running_loop().create_task(work(await queue.get()))  # many


async def beside_a_stop(queue, stopped):
    while True:
        getter = asyncio.create_task(queue.get())
        await asyncio.wait({getter, stopped}, return_when=asyncio.FIRST_COMPLETED)
        message = await getter
        asyncio.get_running_loop().create_task(work(message))  # many


async def commands(queue, server):
    while True:
        command = await queue.get()
        asyncio.get_running_loop().create_task(server.handle_stop(command))  # many
        asyncio.get_running_loop().create_task(server.stop(command))  # note
        asyncio.get_running_loop().create_task(server.call_tool(command))  # note


async def database(connection):
    found = await connection.fetch("select 1")
    await asyncio.gather(*(work(f) for f in found))  # many


async def network(client):
    answer = await client.get("/things")
    things = [t for t in answer["items"] if t["open"]]
    await asyncio.gather(*(work(t) for t in things))  # many
    users = answer["users"]
    await asyncio.gather(*(work(u) for u in users))  # many
    await asyncio.gather(*(work(u) for u in answer.users))  # many


async def parts(client):
    names, total = await client.list()
    await asyncio.gather(*(work(n) for n in names))  # many
    print(total)
    categories, bills = await asyncio.gather(client.list_categories(), client.overview())
    await asyncio.gather(*(work(c) for c in categories))  # many
    await asyncio.gather(*(work(b) for b in bills))  # note


async def tables(session, query):
    found = (await session.execute(query)).scalars().all()
    await asyncio.gather(*(work(f) for f in found))  # error
    devices = await session.find_many(query)
    await asyncio.gather(*(work(d) for d in devices))  # error
    devices = await session.get_devices()
    await asyncio.gather(*(work(d) for d in devices))  # note


async def one_by_one(account):
    entries = await account.overview()
    await asyncio.gather(*(account.details(p.entry_id) for p in entries))  # many
    await asyncio.gather(*(account.details(p["id"]) for p in entries))  # many
    await asyncio.gather(*(account.details(p) for p in entries))  # note


async def tree(node):
    children = await node.below()
    await asyncio.gather(*(tree(child) for child in children))  # many


async def leaves(node):
    await asyncio.gather(*(leaf(n) for n in node.below))  # note


async def leaf(node):
    if node.below:
        await leaves(node)


async def listing(folder):
    await asyncio.gather(*(work(name) for name in os.listdir(folder)))  # error
    await asyncio.gather(*(work(name) for name in sorted(glob.glob("*.txt"))))  # error
    await asyncio.gather(*(work(name) for name in folder.rglob("*.txt")))  # error


async def by_name(urls, user_ids, xs, items, server_messages):
    await asyncio.gather(*(work(u) for u in urls))  # many
    await asyncio.gather(*(work(u) for u in user_ids))  # note
    await asyncio.gather(*(work(u) for u in xs))  # many
    await asyncio.gather(*(work(u) for u in items))  # many
    await asyncio.gather(*(work(u) for u in server_messages))  # note
    await asyncio.gather(*(work(i) for i in range(len(urls))))  # many


async def start_all(urls):
    await asyncio.gather(*(work(u) for u in urls))  # many


async def derived(urls):
    wanted = {u.strip() for u in urls if u}
    await asyncio.gather(*(work(w) for w in wanted))  # many
    lines = []
    for url in urls:
        lines.append(url.upper())
    await asyncio.gather(*(work(t) for t in sorted(lines)))  # many


async def polled(source):
    while True:
        for row in source.rows:
            asyncio.get_running_loop().create_task(work(row))  # many
        await asyncio.sleep(10)


async def constant():
    await asyncio.gather(*(work(i) for i in range(1000)))  # warning


# -- few in practice ----------------------------------------------------------------------------------------------------------


class Program:
    def __init__(self, sources):
        self.plugins = []
        self.cameras = sources
        self.callbacks = []

    def add(self, plugin):
        self.plugins.append(plugin)

    async def registries(self):
        await asyncio.gather(*(p.refresh(1) for p in self.plugins))  # note
        await asyncio.gather(*(work(c) for c in self.cameras))  # note
        await asyncio.gather(*(callback() for callback in self.callbacks))  # note

    async def aclose(self):
        await asyncio.gather(*(work(c) for c in self.cameras))  # note

    async def closes(self, connections):
        await asyncio.gather(*(c.close() for c in connections))  # note
        try:
            await work()
        finally:
            await asyncio.gather(*(work(c) for c in connections))  # note

    async def drop(self, client, sids):
        await asyncio.gather(*(client.unsubscribe(sid) for sid in sids))  # note
        await asyncio.gather(*(client.subscription(sid).renew() for sid in sids))  # many

    async def setup(self, client):
        found = await client.list()
        await asyncio.gather(*(work(f) for f in found))  # note


async def names_of_few(plugins, worker_ids, message_handlers, config):
    await asyncio.gather(*(work(p) for p in plugins))  # note
    await asyncio.gather(*(work(p) for p in worker_ids))  # note
    await asyncio.gather(*(work(p) for p in message_handlers))  # note
    await asyncio.gather(*(work(p) for p in config["items"]))  # note
    await asyncio.gather(*(work(p) for p in config.urls))  # note
    await asyncio.gather(*(work(p) for p in config.get("urls", [])))  # note


async def compounds(link_fields, files_to_process, clients_by_name, agent_urls, file_info, server_requests, group_ids, ids):
    await asyncio.gather(*(work(f) for f in link_fields))  # note
    await asyncio.gather(*(work(f) for f in files_to_process))  # many
    await asyncio.gather(*(work(f) for f in clients_by_name))  # note
    await asyncio.gather(*(work(f) for f in agent_urls))  # note
    await asyncio.gather(*(work(f) for f, _ in file_info))  # many
    await asyncio.gather(*(work(f) for f in server_requests))  # note
    await asyncio.gather(*(work(f) for f in group_ids))  # note
    await asyncio.gather(*(work(f) for f in ids))  # many
    for node_id, request in server_requests:
        asyncio.get_running_loop().create_task(work((node_id, request)))  # note


async def one_message(message, choices):
    await asyncio.gather(*(work(u) for u in message.urls))  # note
    images = message.get("images", [])
    await asyncio.gather(*(work(i) for i in images))  # note
    await asyncio.gather(*(work(c) for c in choices.parts["files"]))  # note
    answer = await message.ask()
    await asyncio.gather(*(work(c) for c in answer.choices))  # note


async def looked_for(rows, wanted, user_ids, urls):
    found = [r for r in rows if r.name in wanted]
    await asyncio.gather(*(work(f) for f in found))  # note
    found = [r for r in rows if r.name in user_ids and r.open]
    await asyncio.gather(*(work(f) for f in found))  # note
    found = [r for r in rows if r.name in urls and r.open]
    await asyncio.gather(*(work(f) for f in found))  # many
    found = [r for r in rows if r.state in ("open", "new")]
    await asyncio.gather(*(work(f) for f in found))  # many


async def filled_here(kinds, urls):
    candidates = []
    for kind in kinds:
        candidates.append((kind, kind.url))
    await asyncio.gather(*(work(url) for _, url in candidates))  # note
    places = []
    for place in urls:
        places.append((1, place))
    await asyncio.gather(*(work(url) for _, url in places))  # many


async def parts_of(names, records):
    chunks = [names[i:i + 10] for i in range(0, len(names), 10)]
    await asyncio.gather(*(work(c) for c in chunks))  # note
    record_chunks = records.chunks()
    await asyncio.gather(*(work(c) for c in record_chunks))  # many


async def connections(listener):
    while True:
        connection = await listener.accept()
        asyncio.get_running_loop().create_task(work(connection))  # note


async def columns(rows):
    await asyncio.gather(*(work(o) for o in {r.owner for r in rows}))  # note
    await asyncio.gather(*(work(o) for o in set(owner for _, owner in rows)))  # note
    owners = list(dict.fromkeys(r["owner"] for r in rows))
    await asyncio.gather(*(work(o) for o in owners))  # note
    await asyncio.gather(*(work(o) for o in [r.owner for r in rows]))  # many


async def unknown_things(cathedrals, api):
    await asyncio.gather(*(work(c) for c in cathedrals))  # note
    await asyncio.gather(*(work(c) for c in api.cathedrals()))  # note


async def functions(checks, coros, *calls):
    await asyncio.gather(*(check() for check in checks))  # note
    await asyncio.wait([asyncio.create_task(c) for c in coros])  # note
    await asyncio.gather(*(work(c) for c in calls))  # note


async def waiting(events):
    await asyncio.wait([asyncio.create_task(e.wait()) for e in events])  # note


async def paced(tick):
    while True:
        asyncio.get_running_loop().create_task(work(tick))  # note
        await asyncio.sleep(30)


async def grouped(rows, ways):
    groups = {}
    for row in rows:
        if row.kind not in groups:
            groups[row.kind] = ways(row)
    await asyncio.gather(*(work(g) for g in groups))  # note


async def errors(results, show):
    await asyncio.gather(*(work(e) for e in results if isinstance(e, Exception)))  # note
    await asyncio.gather(*(show(e) for e in results if isinstance(e, str)))  # note


async def ids_of_things(call, sensor, api):
    await asyncio.gather(*(work(uid) for uid in call.data["uids"]))  # note
    await asyncio.gather(*(work(uid) for uid in sensor.reading_uids or []))  # note
    await asyncio.gather(*(api.unpair_sensor(uid) for uid in call.data["uids"]))  # note


# -- a semaphore behind them -------------------------------------------------------------------------------------------------


class Judge:
    async def judge(self, job) -> int: ...

    async def weigh(self, job):
        """Weighs the job."""
        raise NotImplementedError

    async def count(self, job):
        return len(job)


async def judged(jobs, judge: Judge):
    semaphore = asyncio.Semaphore(4)

    async def asks(job):
        async with semaphore:
            return await judge.judge(job)

    async def weighs(job):
        async with semaphore:
            return await judge.weigh(job)

    async def counts(job):
        async with semaphore:
            return await judge.count(job)

    await asyncio.gather(*(asks(j) for j in jobs))  # note
    await asyncio.gather(*(weighs(j) for j in jobs))  # note
    await asyncio.gather(*(counts(j) for j in jobs))  # error


# -- neither -----------------------------------------------------------------------------------------------------------------


async def bounded(chunk, limit):
    await asyncio.gather(*(work(c) for c in chunk))
    await asyncio.gather(*(work(i) for i in range(limit)))


# -- what looks like many, and is a handful ---------------------------------------------------------------------------------


async def what_get_gives(bot):
    destinations = await bot.get_owner_destinations()
    await asyncio.gather(*(work(d) for d in destinations))  # note


async def fields_of_a_form(parts, form_values):
    await asyncio.gather(*(work((p, v)) for p, v in zip(parts.values(), form_values)))  # note


async def files_and_rows(files, rows):
    await asyncio.gather(*(work((f, r)) for f, r in zip(files, rows)))  # many


async def whatever_it_is(value, obj, values):
    await asyncio.gather(*(work(v) for v in value))  # note
    await asyncio.gather(*(work(v) for v in obj))  # note
    await asyncio.gather(*(work(v) for v in values))  # many


async def made_up(entries, make_records, pack, pages):
    records = make_records(entries)
    await asyncio.gather(*(work(r) for r in records))  # note
    records = pack(1, pages=pages)
    await asyncio.gather(*(work(r) for r in records))  # many
    some = pages if pages[0] else [pages]
    await asyncio.gather(*(work(t) for t in some))  # many


async def listens(source, sink):
    while True:
        await sink.send(await source())


async def attempts(source):
    while True:
        if await source():
            break


async def for_ever(inputs, urls):
    await asyncio.gather(*(listens(i, print) for i in inputs))  # note
    await asyncio.gather(*(attempts(u) for u in urls))  # many


async def places_in_a_list(image_places):
    await asyncio.gather(*(work(image_index) for image_index in image_places))  # note
    await asyncio.gather(*(work(image) for image in image_places))  # many


async def watched(healthy_connections, urls):
    await asyncio.gather(*(work(url) for url in list(healthy_connections)))  # note
    await asyncio.gather(*(work(url) for url in sorted(urls)))  # many
    await asyncio.gather(*(ping_connection(url) for url in urls))  # note


async def ping_connection(url):
    await asyncio.sleep(1)


class Records:
    def __init__(self):
        self.records = {}

    async def resume(self):
        await asyncio.gather(*(work(r) for r in self.records.items()))  # note

    async def update(self):
        await asyncio.gather(*(work(r) for r in self.records.items()))  # many


# -- what was written by hand, or asked for by number ------------------------------------------------------------------------

import argparse

import click
import yaml


async def configured(config, Config, settings):
    base_urls = await Config.get("ollama.base_urls", [])
    await asyncio.gather(*(work(u) for u in base_urls))  # note
    files = config.files
    await asyncio.gather(*(work(f) for f in files))  # note
    urls = [u for u in settings["urls"] if u]
    await asyncio.gather(*(work(u) for u in urls))  # note
    await asyncio.gather(*(work(p) for p in os.listdir(config.folder)))  # error


async def read_from_a_file(path):
    urls = yaml.safe_load(path.read_text())["urls"]
    await asyncio.gather(*(work(u) for u in urls))  # note


async def command_line():
    options = argparse.ArgumentParser().parse_args()
    urls = options.urls
    await asyncio.gather(*(work(u) for u in urls))  # note


async def given_a_command_line(args):
    files = args.files
    await asyncio.gather(*(work(f) for f in files))  # note
    await asyncio.gather(*(work(f) for name in args.folders for f in glob.glob(name)))  # error


@click.command()
@click.argument("urls", nargs=-1)
async def command(urls):
    await asyncio.gather(*(work(u) for u in urls))  # note


@retry(3)
async def decorated(urls):
    await asyncio.gather(*(work(u) for u in urls))  # many


async def one_by_one_in_the_call(first, *urls):
    await asyncio.gather(*(work(u) for u in urls))  # note


async def asked_for_by_number(client, max_pages, query, limit):
    urls = await client.search_urls(query, max_pages)
    await asyncio.gather(*(work(u) for u in urls))  # note
    urls = await client.search_urls(query, limit=limit)
    await asyncio.gather(*(work(u) for u in urls))  # note
    files = await client.list_files(limit=10)
    await asyncio.gather(*(work(f) for f in files))  # note
    files = await client.list_files(limit=5000)
    await asyncio.gather(*(work(f) for f in files))  # many
    files = await client.list_files(limit=None)
    await asyncio.gather(*(work(f) for f in files))  # many
    files = await client.list_files(max_retries=3)
    await asyncio.gather(*(work(f) for f in files))  # many
    files = await client.list_files(rate_limit=3)
    await asyncio.gather(*(work(f) for f in files))  # many


async def a_page(client, ids):
    rows = await client.batch_get(ids)
    await asyncio.gather(*(work(r.id) for r in rows))  # note
    rows = await client.get_page(3)
    await asyncio.gather(*(work(r.id) for r in rows))  # note
    rows = await client.get_pages(3)
    await asyncio.gather(*(work(r.id) for r in rows))  # many


async def a_place_held(urls):
    tasks = []
    for url in urls:
        tasks.append(asyncio.ensure_future(asyncio.sleep(0, None)))  # note
    await asyncio.gather(*tasks)


async def named_by_what_is_iterated(model_results, worker_urls, user_files, files):
    chosen = [result for result in model_results.values() if result]
    await asyncio.gather(*(work(r) for r in chosen))  # note
    wanted = tuple(url for url in worker_urls if url)
    await asyncio.gather(*(work(u) for u in wanted))  # note
    wanted = tuple(file for file in user_files if file)
    await asyncio.gather(*(work(f) for f in wanted))  # many
    wanted = tuple(file for file in files if file)
    await asyncio.gather(*(work(f) for f in wanted))  # many
    wanted = tuple(message for worker, message in model_results.items() if worker)
    await asyncio.gather(*(work(w) for w in wanted))  # note


async def parts_of_a_scheme(client):
    indexes = await client.list_indexes("rows")
    await asyncio.gather(*(work(i) for i in indexes))  # note
    entries = await client.list_entries("rows")
    await asyncio.gather(*(work(e) for e in entries))  # many


async def what_stands_in_a_house(api):
    plants = await api.get_list()
    await asyncio.gather(*(work(plant.id) for plant in plants))  # note
    bills = await api.get_list()
    await asyncio.gather(*(work(bill.id) for bill in bills))  # many


async def a_number(k, n, pages):
    await asyncio.gather(*(work(i) for i in range(k)))  # note
    await asyncio.gather(*(work(i) for i in range(1, n)))  # note
    await asyncio.gather(*(work(i) for i in range(pages)))  # many
    await asyncio.gather(*(work(x) for x in n))  # many


async def in_one_text(prompt, cursor):
    import re
    matches = re.findall("<.*?>", prompt)
    await asyncio.gather(*(work(match) for match in matches))  # note
    found = await cursor.findall("<.*?>")
    await asyncio.gather(*(work(match) for match in found))  # error


async def people(client, user_ids, customers, user_messages, selected):
    await asyncio.gather(*(work(u) for u in user_ids))  # note
    await asyncio.gather(*(work(user=c) for c in customers))  # note
    await asyncio.gather(*(work(user) for user in selected))  # note
    users = [entity for entity in selected.values() if entity.name]
    await asyncio.gather(*(work(u) for u in users))  # note
    await asyncio.gather(*(work(m) for m in user_messages))  # note
    everybody = await client.list_users()
    await asyncio.gather(*(work(u) for u in everybody))  # many
    users = await client.users()
    await asyncio.gather(*(work(u) for u in users))  # many


async def names_and_values(items: dict[str, str], values: dict[str, list], things: Mapping[str, str]):
    await asyncio.gather(*(work((k, v)) for k, v in items.items()))  # note
    await asyncio.gather(*(work(k) for k in things))  # note
    await asyncio.gather(*(work((k, v)) for k, v in values.items()))  # many


# -- what nobody can take for few -----------------------------------------------------------------------------------------------


async def counted(client):
    for number in range(100):
        asyncio.get_running_loop().create_task(client.fetch(number))  # error
    for number in range(99):
        asyncio.get_running_loop().create_task(client.fetch(number))  # note


async def received(websocket, transport):
    async for message in websocket:
        asyncio.get_running_loop().create_task(work(message))  # many
    while True:
        data = await transport.recv()
        asyncio.get_running_loop().create_task(work(data))  # many


async def limited(cache, key, end, session):
    await asyncio.gather(*(work(m) for m in await cache.zrange(key, 0, -1)))  # error
    await asyncio.gather(*(work(m) for m in await cache.zrange(key, start=0, end=-1)))  # error
    await asyncio.gather(*(work(m) for m in await cache.zrange(key, 0, end)))  # many
    await asyncio.gather(*(work(m) for m in await session.fetchall(key)))  # error
    await asyncio.gather(*(work(m) for m in await session.fetchmany(end)))  # many
    await asyncio.gather(*(work(m) for m in await session.find_many(take=end)))  # many


async def met(folder, session, query, wanted):
    await asyncio.gather(*(work(name) for name in os.listdir(folder) if name in wanted))  # many
    old = [path for path in folder.iterdir() if path.name not in wanted]
    await asyncio.gather(*(work(path) for path in old))  # many
    found = []
    for row in await session.fetchall(query):
        if row.is_open:
            found.append(row)
    await asyncio.gather(*(work(row) for row in found))  # many
    taken = []
    for row in await session.fetchall(query):
        if row.is_open:
            continue
        taken.append(row)
    await asyncio.gather(*(work(row) for row in taken))  # many
    every = []
    for row in await session.fetchall(query):
        every.append(row)
    await asyncio.gather(*(work(row) for row in every))  # error
    lines = open(folder).readlines()
    await asyncio.gather(*(work(line) for line in lines))  # error
    await asyncio.gather(*(work(line) for line in wanted.splitlines()))  # many
    for name in os.listdir(folder):
        if name.endswith(".txt"):
            asyncio.get_running_loop().create_task(work(name))  # many
