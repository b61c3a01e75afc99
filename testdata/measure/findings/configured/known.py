"""What the configuration says of a call goes before what the rules say."""
import requests


async def price(symbol):
    return requests.get(f"https://example.org/{symbol}")


async def send(order):
    return requests.post("https://example.org", json=order)
