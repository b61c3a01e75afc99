"""Fixture: tests that expect exception groups. Every line that is not marked is silent."""
import asyncio

import pytest
from pytest import raises


async def test_groups(main):
    with pytest.raises(ExceptionGroup):  # expect: raises-exception-group
        await main()
    with raises((ValueError, BaseExceptionGroup)):  # expect: raises-exception-group
        await main()


async def test_others(main, self):
    with pytest.raises(ValueError):  # ok: no group
        await main()
    with pytest.RaisesGroup(ValueError):  # ok: says what is in it
        await main()
    with self.raises(ExceptionGroup):  # ok: another raises
        await asyncio.sleep(1)
