import asyncio


async def without():
    # expect-next: suppression-without-reason
    await asyncio.sleep(0)  # aqlint: ignore[AQ201]
    # expect-next: suppression-without-reason
    await asyncio.sleep(0)  # noqa: AQ201
    # expect-next: suppression-without-reason
    await asyncio.sleep(0)  # noqa: E501, AQ201  # type: ignore
    # expect-next: suppression-without-reason
    await asyncio.sleep(0)  # aqlint: ignore[AQ201] --


async def with_reason():
    # ok: behind the list
    await asyncio.sleep(0)  # aqlint: ignore[AQ201] -- the other end polls
    # ok: without dashes
    await asyncio.sleep(0)  # aqlint: ignore[AQ201] the other end polls
    # ok: behind a noqa
    await asyncio.sleep(0)  # noqa: AQ201 the other end polls
    # ok: in a comment of its own
    await asyncio.sleep(0)  # noqa: AQ201  # the other end polls
    await asyncio.sleep(1)  # noqa: ASYNC115  # ok: another linter's code
    # aqlint: disable[AQ201] -- yes  # ok: the reason of the pair
    await asyncio.sleep(0)
    # aqlint: enable[AQ201]
