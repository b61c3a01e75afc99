"""Fixture: a command of a chat, which many may call at once."""
import asyncio

import requests


@bot.command()
async def weather(context):
    requests.get("https://example.org")  # expect: blocking-http/warning
    await asyncio.to_thread(requests.get, "https://example.org")  # ok: a reference
