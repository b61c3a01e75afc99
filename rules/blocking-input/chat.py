"""Others are heard while its user thinks, or would be."""
import asyncio
import webbrowser


async def receive(reader):
    while line := await reader.readline():
        print(line)


async def chat(reader, writer):
    listener = asyncio.create_task(receive(reader))
    while line := input("> "):  # expect: blocking-input/warning
        writer.write(line.encode())
        await writer.drain()
    listener.cancel()
    await asyncio.gather(listener, return_exceptions=True)


async def chat_in_thread(writer):
    writer.write((await asyncio.to_thread(input, "> ")).encode())  # ok: in a thread
    await writer.drain()


async def help_page(url):
    webbrowser.open(url)  # expect: blocking-input/note
    await asyncio.to_thread(webbrowser.open, url)  # ok: in a thread
