import argparse
import asyncio


async def work(options):
    await asyncio.sleep(options.seconds)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("seconds", type=float)
    options = parser.parse_args()
    asyncio.get_event_loop().run_until_complete(work(options))  # expect: deprecated-api


if __name__ == "__main__":
    main()
