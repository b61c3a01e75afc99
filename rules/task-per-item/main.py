from wrapper import make_eager_task, submit_task


async def handle(message):
    await message.ack()


async def all_messages(connection):
    messages = await connection.fetch_all()
    kept = []
    for message in messages:
        kept.append(make_eager_task(handle(message)))       # expect: task-per-item
    for message in messages:
        kept.append(submit_task(message))       # ok: by its name a task, but none is made
    return kept
