"""Fixture: frames that last as long as the loop, and coroutines that run in one step."""
import asyncio
import time
import weakref


async def job():
    await asyncio.sleep(1)



class Pool:
    def __init__(self, workers):
        self.workers = workers

    async def stop(self):
        for worker in self.workers:
            worker.cancel()

    async def stop_twice(self):
        await self.stop()
        await self.stop()

    async def pause(self):
        time.sleep(1)  # expect: blocking-sleep

    async def wait(self):
        await asyncio.wait(self.workers)

    async def close(self):
        """To be written by a subclass."""

    def run(self):
        asyncio.create_task(self.stop())  # ok: one step, the ready queue keeps it until then
        asyncio.create_task(self.stop_twice())  # ok: nor does what it awaits wait
        asyncio.create_task(self.pause())  # expect: dangling-task/error
        asyncio.create_task(self.wait())  # expect: dangling-task/error
        asyncio.create_task(self.close())  # expect: dangling-task/error
        stopping = asyncio.create_task(self.stop())  # ok: the same
        stopping.add_done_callback(print)


class Base:
    async def close(self):
        print("closed")

    def run(self):
        asyncio.create_task(self.close())  # expect: dangling-task/error


class Derived(Base):
    async def close(self):
        await job()


async def serves(server):
    heartbeat = asyncio.create_task(job())  # expect: dangling-task/note
    await server.serve_forever()


async def serves_in_turns(servers):
    for server in servers:
        heartbeat = asyncio.create_task(job())  # expect: dangling-task/warning, task-per-item
        await server.serve_forever()


async def main(server):
    heartbeat = asyncio.create_task(job())  # expect: dangling-task/note
    await server.step()


async def main_that_ends():
    heartbeat = asyncio.create_task(job())  # expect: dangling-task/error
    print("over")


async def helper(server):
    heartbeat = asyncio.create_task(job())  # expect: dangling-task/note
    await server.step()


async def helpers(servers):
    for server in servers:
        heartbeat = asyncio.create_task(job())  # expect: dangling-task/warning, task-per-item
        await server.wait_closed()


async def stays(loop):
    heartbeat = asyncio.create_task(job())  # expect: dangling-task/note
    await asyncio.Event().wait()


class Held:
    def __del__(self):
        asyncio.ensure_future(self.close())  # expect: dangling-task/note

    def stop(self):
        asyncio.ensure_future(self.close())  # expect: dangling-task/error

    async def close(self):
        await job()


class Joined:
    def stop(self):
        self.task.cancel()
        asyncio.ensure_future(self.joined())  # expect: dangling-task/note
        asyncio.ensure_future(self.joined_and_closed())  # expect: dangling-task/error

    async def joined(self):
        try:
            await self.task
        except OSError:
            print("failed")

    async def joined_and_closed(self):
        await self.task
        await job()


async def gives(make):
    return asyncio.create_task(job())  # ok: the caller has it


async def has(box):
    box.task = asyncio.create_task(job())  # ok: kept


async def named_in_a_comment():
    heartbeat = asyncio.create_task(job())  # expect: dangling-task/error
    print("over")


async def keeps(tasks):
    task = asyncio.create_task(job())  # ok: kept by the caller's list
    tasks.append(task)


async def reads(server):
    task = asyncio.create_task(job())  # ok: awaited
    await server.step()
    await task


async def hands_on(server):
    task = asyncio.create_task(job())  # ok: returned
    return task


async def cancels(server):
    task = asyncio.create_task(job())  # ok: read
    await server.step()
    task.cancel()


if __name__ == "__main__":
    asyncio.run(main(None))
    asyncio.run(main_that_ends())
    # asyncio.run(named_in_a_comment())



class Reports:
    def hit(self):
        asyncio.create_task(self.service_logger.success(self))  # expect: dangling-task/note
        asyncio.create_task(self.telemetry.send(self))  # expect: dangling-task/note
        asyncio.create_task(self.emit_metrics())  # expect: dangling-task/note
        asyncio.create_task(self.save_log())  # expect: dangling-task/error

    async def emit_metrics(self):
        await job()

    async def save_log(self):
        await job()


def finalize_stream(loop, owner):
    def request_exit():
        loop.create_task(job())  # expect: dangling-task/note

    loop.call_soon_threadsafe(request_exit)


def close_stream(loop: asyncio.AbstractEventLoop):
    loop.create_task(job())  # expect: dangling-task/error


class Stream:
    def __init__(self, loop: asyncio.AbstractEventLoop):
        weakref.finalize(self, finalize_stream, loop, self)
        self.weak = weakref.ref(self, self.gone)

    def gone(self, reference):
        asyncio.create_task(job())  # expect: dangling-task/note

    def left(self, reference):
        asyncio.create_task(job())  # expect: dangling-task/error

    def keeps(self):
        self.task = asyncio.create_task(job())  # ok: kept

    def keeps_two(self):
        self.first, self.second = asyncio.create_task(job()), asyncio.create_task(job())  # ok: kept

    def gives_two(self):
        return asyncio.create_task(job()), asyncio.create_task(job())  # ok: the caller has them

    async def joins(self):
        await asyncio.create_task(job())  # ok: awaited

    async def joins_later(self):
        task = asyncio.create_task(job())  # ok: awaited below
        await job()
        await task

    def hands_on(self, tasks):
        tasks.add(asyncio.create_task(job()))  # ok: in a set

    def reports(self):
        self.task = asyncio.create_task(self.telemetry.send(self))  # ok: kept

    def reports_on(self):
        return asyncio.create_task(self.service_logger.success(self))  # ok: the caller has it


class Cache:
    async def put(self, key, local_only=False):
        print(key)
        if key is not None and local_only is False:
            await job()

    async def put_through(self, key, local_only=False):
        return await self.put(key, local_only=local_only)

    def hit(self, key, local_only):
        asyncio.create_task(self.put_through(key, local_only=True))  # ok: one step, with this argument
        asyncio.create_task(self.put(key, True))  # ok: the same
        asyncio.create_task(self.put(key, False))  # expect: dangling-task/error
        asyncio.create_task(self.put_through(key, local_only=local_only))  # expect: dangling-task/error

    def remember(self, key):
        self.task = asyncio.create_task(self.put(key))  # ok: kept
