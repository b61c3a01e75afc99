import time

import requests


def fetch_all(urls):
    return [fetch_one(url) for url in urls]


def fetch_one(url):
    return requests.get(url)


def ping(n):
    return pong(n - 1)


def pong(n):
    if n < 0:
        time.sleep(1)
        return None
    return ping(n)


def nap_a_little():
    time.sleep(0.1)
