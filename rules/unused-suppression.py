import asyncio
import time


async def unused():
    await asyncio.sleep(1)  # aqlint: ignore[AQ201] -- once it was 0  # expect: unused-suppression
    await asyncio.sleep(1)  # aqlint: ignore[sleep-zero] -- once it was 0  # expect: unused-suppression
    await asyncio.sleep(1)  # noqa: AQ201 it was 0  # expect: unused-suppression
    await asyncio.sleep(0)  # aqlint: ignore[AQ201, AQ101] -- both  # expect: unused-suppression
    await asyncio.sleep(0)  # noqa: AQ201, AQ401 both  # expect: unused-suppression
    # expect-next: unused-suppression
    # aqlint: ignore[AQ401] -- of the next line
    await asyncio.sleep(1)


# expect-next: unused-suppression
# aqlint: ignore-function[AQ401] -- all of it
async def quiet():
    await asyncio.sleep(1)


async def used():
    await asyncio.sleep(0)  # aqlint: ignore[AQ201] -- yes  # ok: it silences that
    await asyncio.sleep(0)  # noqa: AQ201  # ok: the same
    time.sleep(1)  # noqa: ASYNC251  # ok: another linter's code
    time.sleep(1)  # noqa  # ok: all of them
    await asyncio.sleep(1)  # noqa: ASYNC251  # ok: another linter may report something
    await asyncio.sleep(1)  # noqa  # ok: any linter may
    await asyncio.sleep(1)  # noqa: E501, F401  # ok: other linters' codes
    # aqlint: disable[AQ201] -- yes  # ok: it silences the next line
    await asyncio.sleep(0)
    # aqlint: enable[AQ201]
    # expect-next: unused-suppression
    # aqlint: disable[AQ401] -- nothing up to the enable
    await asyncio.sleep(1)
    # aqlint: enable[AQ401]
    await asyncio.sleep(1)  # a comment about "# aqlint: ignore" with no list is none  # ok: no directive
    print("# aqlint: ignore[AQ201]")  # ok: a text


# aqlint: ignore-function[AQ401, AQ201] -- yes  # ok: each silences something
async def silenced():
    time.sleep(1)
    await asyncio.sleep(0)


async def itself():
    await asyncio.sleep(1)  # aqlint: ignore[AQ901] -- yes  # ok: words about comments are not judged
    # ok: told on purpose
    await asyncio.sleep(1)  # aqlint: ignore[AQ201, AQ901] -- kept
