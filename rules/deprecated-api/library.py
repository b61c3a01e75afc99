import asyncio

import client


async def main(connection):
    await connection.run()


if __name__ == "__main__":
    connection = client.Connection()
    asyncio.get_event_loop().run_until_complete(main(connection))  # ok: the library may have set a loop
