import asyncio


async def work():
    await asyncio.sleep(1)
    return asyncio.get_event_loop()  # ok: the running loop


def helper():
    return asyncio.get_event_loop().run_until_complete(work())  # ok: whoever calls it may have set a loop


def main():
    asyncio.set_event_loop(asyncio.new_event_loop())
    asyncio.get_event_loop().run_until_complete(work())  # ok: a loop was set


if __name__ == "__main__":
    main()
