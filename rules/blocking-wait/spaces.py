"""Fixture: `async` and `def` stand further apart than usual, everywhere in the file."""
import queue


async  def take(items: queue.Queue):
    items.get()  # expect: blocking-wait


async  def peek(items: queue.Queue):
    items.get_nowait()  # ok: does not wait


def plain(items: queue.Queue):
    items.get()  # ok: no coroutine
