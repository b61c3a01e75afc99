import asyncio
import concurrent.futures
import socket
from asyncio import TimeoutError as LateError
from concurrent.futures import TimeoutError as FutureError


async def caught(step):
    try:
        await step()
    except asyncio.TimeoutError:  # expect: timeout-error-alias
        return 1
    except (OSError, asyncio.exceptions.TimeoutError):  # expect: timeout-error-alias
        return 2
    except LateError:  # expect: timeout-error-alias
        return 3
    except FutureError:  # expect: timeout-error-alias
        return 4
    except concurrent.futures.TimeoutError:  # expect: timeout-error-alias
        return 5
    except socket.timeout:  # expect: timeout-error-alias
        return 6
    except TimeoutError:  # ok: that is it
        return 7


def raised():
    raise asyncio.TimeoutError  # expect: timeout-error-alias


async def other_names(step):
    try:
        async with asyncio.timeout(5):  # ok: no exception
            await step()
    except asyncio.CancelledError:  # ok: another one
        raise
    except socket.gaierror:  # ok: another one
        raise
    except asyncio.QueueFull:  # ok: another one
        raise


class TimeoutErrors:
    TimeoutError = ValueError


def own(errors, asyncio):
    raise TimeoutErrors.TimeoutError  # ok: a class of this file


def shadowed(asyncio):
    raise asyncio.TimeoutError  # ok: a parameter


async def beside_others():
    try:
        await step()
    except asyncio.TimeoutError:  # expect: timeout-error-alias
        return 1
    except (asyncio.TimeoutError, RuntimeError):  # expect: timeout-error-alias
        return 2
    except RuntimeError:  # ok: no guard of the handlers above
        return 3
    try:
        timeout = asyncio.TimeoutError  # ok: where it is missing, the handler tells
    except AttributeError:
        timeout = TimeoutError
    return timeout
