"""No program by itself, though it speaks of one: __main__s and of argparse."""
import asyncio
import webbrowser


async def ask():
    return input("> ")  # expect: blocking-input/note


async def ask_in_thread():
    return await asyncio.to_thread(input, "> ")  # ok: in a thread


@app.get("/login")
async def log_in(url):
    webbrowser.open(url)  # expect: blocking-input/warning
    input("done? ")  # expect: blocking-input/warning
    await asyncio.to_thread(webbrowser.open, url)  # ok: in a thread


async def show(url):
    webbrowser.open(url)  # expect: blocking-input/note
    await asyncio.to_thread(webbrowser.open_new, url)  # ok: in a thread


class Form:
    async def input(self, text):
        return await self.session.prompt(text)  # ok: something else
