# The names of the wrappers alone say that tasks may be made here.
from wrapper import schedule_and_keep, schedule_with_callback

tasks = set()


async def poll(queue):
    while True:
        print(await queue.get())


def start(queue, report):
    schedule_with_callback(poll(queue), report)         # expect: dangling-task


def start_kept(queue):
    schedule_and_keep(poll(queue), tasks)       # ok: the wrapper keeps it


def start_held(queue, report):
    return schedule_with_callback(poll(queue), report)      # ok: whoever calls gets it
