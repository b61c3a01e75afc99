"""What the callers pass decides whether a fan-out over a parameter is wide: marks as in severity.py."""
import asyncio

PATHS = ["/", "/index"]


async def work(x=None):
    await asyncio.sleep(1)
    return x


# -- few: written down by the caller -----------------------------------------------------------------------------------------


async def _displayed(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # note


async def displays(host):
    await _displayed([host + "/a", host + "/b"])
    await _displayed(urls=(host, f"{host}, (and) [more]", "for x in y"))
    await _displayed(list({host, "*"}))
    await _displayed(
        [
            host,  # the first one, which has a comma
            *PATHS[:2],
        ]
    )


async def _assigned(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # note


async def assigns(host, spare, urls):
    """For urls there are two places, urls and others."""
    places: list[str] = [host]
    if spare:
        places.append(spare)
        places += [spare + "/index"]
    places.extend([host + "/index"])
    await _assigned(places)
    await work(places)
    others = [host, spare]
    return await _assigned(urls=others)


def _places(name):
    """Where it may be."""
    if name:
        return [
            "/",
            "/" + name,
        ]
    return ["/"]


async def _returned(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # note


async def returns(host, name):
    urls = [host + place for place in _places(name)]
    await _returned(urls)
    await _returned(_places(name))


class Cluster:
    def __init__(self, shards):
        self.shards = shards

    async def ask(self, action):
        urls = [f"{shard}/{action}" for shard in self.shards]
        return await self.run(urls, "get") + await self.run(sorted(self.config.urls), "get")

    async def run(self, urls, method):
        return await asyncio.gather(*(work((method, u)) for u in urls))  # note

    @staticmethod
    async def _plain(urls, method):
        return await asyncio.gather(*(work((method, u)) for u in urls))  # note

    async def plain(self):
        await self._plain(["/"], "get")


# -- any number ------------------------------------------------------------------------------------------------------------------


async def _given(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def gives(urls):
    await _given(["/"])
    await _given(urls)


async def _spread(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def spreads(rest):
    await _spread(["/", *rest])


async def _comprehended(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def comprehends(rows):
    await _comprehended([row.url for row in rows])


async def _grown(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def grows(rows):
    urls = ["/"]
    for row in rows:
        urls.append(row.url)
    await _grown(urls)


async def _extended(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def extends(rows):
    urls = ["/"]
    urls.extend(rows)
    await _extended(urls)


async def _added(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def adds(rows):
    urls = ["/"]
    urls += rows
    await _added(urls)


async def _unpacked(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def unpacks(rows):
    urls = []
    urls, count = rows.split()
    await _unpacked(urls)
    return count


async def _looped(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def loops(groups):
    urls = []
    for urls in groups:
        await _looped(urls)


async def _defaulted(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def defaults(urls=None):
    if urls is None:
        urls = ["/"]
    await _defaulted(urls)


async def _passed_on(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def passes_on(use):
    await _passed_on(["/"])
    await use(_passed_on)


async def _starred(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def stars(arguments):
    await _starred(*arguments)


async def _uncalled(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


def _rows(name):
    if name:
        return read(name)
    return ["/"]


async def _of_rows(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def asks_for_rows(name):
    await _of_rows(_rows(name))


def _lines(name):
    yield name
    return [name]


async def _of_lines(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def asks_for_lines(name):
    await _of_lines(_lines(name))


async def of_nodes(nodes):
    await _of_nodes([node.url for node in nodes])


async def _of_nodes(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


# -- whose callers are elsewhere ----------------------------------------------------------------------------------------------


async def fetch_all(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def fetch_some():
    return await fetch_all(["/"])


class Fetcher:
    """Use it so: await Fetcher().fetch(["/"])"""

    async def fetch(self, urls):
        return await asyncio.gather(*(work(u) for u in urls))  # many

    async def __call__(self, urls):
        return await asyncio.gather(*(work(u) for u in urls))  # many


async def _tried(urls):
    return await asyncio.gather(*(work(u) for u in urls))  # many


async def main():
    await _tried(["/a", "/b"])


if __name__ == "__main__":
    asyncio.run(main())


# -- a list inside of one message ----------------------------------------------------------------------------------------------


async def _of_one_message(files):
    return await asyncio.gather(*(work(t) for t in files))  # note


async def receives(inputs, event: dict):
    files = inputs.get("files", [])
    await _of_one_message(files)
    await _of_one_message(event["files"])


async def _of_more(files):
    return await asyncio.gather(*(work(t) for t in files))  # many


async def reads(store, inputs):
    found = await store.read()
    await _of_more(found["files"])
    await _of_more(inputs.get("files"))


async def _of_any_key(files):
    return await asyncio.gather(*(work(t) for t in files))  # many


async def picks(inputs, key):
    await _of_any_key(inputs[key])
