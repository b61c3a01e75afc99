import asyncio


async def unknown():
    await asyncio.sleep(1)  # aqlint: ignore[AQ2O1] -- a letter  # expect: unknown-code
    await asyncio.sleep(1)  # aqlint: ignore[sleepzero] -- a name  # expect: unknown-code
    await asyncio.sleep(1)  # aqlint: ignore[E501] -- nobody's  # expect: unknown-code
    await asyncio.sleep(1)  # noqa: AQ999 none  # expect: unknown-code


async def known():
    await asyncio.sleep(0)  # aqlint: ignore[AQ201] -- yes  # ok: a code
    await asyncio.sleep(0)  # aqlint: ignore[AQ2] -- yes  # ok: the beginning of one
    await asyncio.sleep(0)  # aqlint: ignore[sleep-zero] -- yes  # ok: a name
    await asyncio.sleep(1)  # noqa: E501, XYZ123  # ok: others' codes
    await asyncio.sleep(1)  # noqa: nothing  # ok: no code at all
