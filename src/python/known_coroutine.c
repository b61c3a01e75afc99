// Functions outside the project that give a coroutine, or an object that does nothing until it is awaited or entered, with the
// class of what awaiting it gives where that is known. Sources: the documentation of asyncio, contextlib, anyio, trio,
// aiohttp, httpx, asyncpg and redis.asyncio; what gives a future whose work goes on by itself (gather, run_in_executor) is not
// among them. Sorted by bytes.
#include "python/known.h"

static const struct {
    const char *name, *awaited;
} coroutines[] = {
    {"aiohttp.ClientResponse.json", ""}, {"aiohttp.ClientResponse.read", ""}, {"aiohttp.ClientResponse.text", ""},
    {"aiohttp.ClientResponse.wait_for_close", ""}, {"aiohttp.ClientSession.close", ""},
    {"aiohttp.ClientSession.delete", "aiohttp.ClientResponse"}, {"aiohttp.ClientSession.get", "aiohttp.ClientResponse"},
    {"aiohttp.ClientSession.head", "aiohttp.ClientResponse"},
    {"aiohttp.ClientSession.options", "aiohttp.ClientResponse"},
    {"aiohttp.ClientSession.patch", "aiohttp.ClientResponse"}, {"aiohttp.ClientSession.post", "aiohttp.ClientResponse"},
    {"aiohttp.ClientSession.put", "aiohttp.ClientResponse"},
    {"aiohttp.ClientSession.request", "aiohttp.ClientResponse"},
    {"aiohttp.ClientSession.ws_connect", "aiohttp.ClientWebSocketResponse"},
    {"aiohttp.ClientWebSocketResponse.close", ""}, {"aiohttp.ClientWebSocketResponse.ping", ""},
    {"aiohttp.ClientWebSocketResponse.pong", ""}, {"aiohttp.ClientWebSocketResponse.receive", ""},
    {"aiohttp.ClientWebSocketResponse.receive_bytes", ""}, {"aiohttp.ClientWebSocketResponse.receive_json", ""},
    {"aiohttp.ClientWebSocketResponse.receive_str", ""}, {"aiohttp.ClientWebSocketResponse.send_bytes", ""},
    {"aiohttp.ClientWebSocketResponse.send_frame", ""}, {"aiohttp.ClientWebSocketResponse.send_json", ""},
    {"aiohttp.ClientWebSocketResponse.send_str", ""}, {"aiohttp.request", "aiohttp.ClientResponse"},
    {"aiohttp.web.AppRunner.cleanup", ""}, {"aiohttp.web.AppRunner.setup", ""}, {"aiohttp.web.AppRunner.shutdown", ""},
    {"aiohttp.web.Request.json", ""}, {"aiohttp.web.Request.multipart", ""}, {"aiohttp.web.Request.post", ""},
    {"aiohttp.web.Request.read", ""}, {"aiohttp.web.Request.release", ""}, {"aiohttp.web.Request.text", ""},
    {"aiohttp.web.SockSite.start", ""}, {"aiohttp.web.SockSite.stop", ""}, {"aiohttp.web.StreamResponse.prepare", ""},
    {"aiohttp.web.StreamResponse.write", ""}, {"aiohttp.web.StreamResponse.write_eof", ""},
    {"aiohttp.web.TCPSite.start", ""}, {"aiohttp.web.TCPSite.stop", ""}, {"aiohttp.web.UnixSite.start", ""},
    {"aiohttp.web.UnixSite.stop", ""}, {"aiohttp.web.WebSocketResponse.close", ""},
    {"aiohttp.web.WebSocketResponse.ping", ""}, {"aiohttp.web.WebSocketResponse.pong", ""},
    {"aiohttp.web.WebSocketResponse.prepare", ""}, {"aiohttp.web.WebSocketResponse.receive", ""},
    {"aiohttp.web.WebSocketResponse.receive_bytes", ""}, {"aiohttp.web.WebSocketResponse.receive_json", ""},
    {"aiohttp.web.WebSocketResponse.receive_str", ""}, {"aiohttp.web.WebSocketResponse.send_bytes", ""},
    {"aiohttp.web.WebSocketResponse.send_frame", ""}, {"aiohttp.web.WebSocketResponse.send_json", ""},
    {"aiohttp.web.WebSocketResponse.send_str", ""}, {"anyio.Condition.acquire", ""}, {"anyio.Condition.wait", ""},
    {"anyio.Event.wait", ""}, {"anyio.Lock.acquire", ""}, {"anyio.Semaphore.acquire", ""},
    {"anyio.aclose_forcefully", ""}, {"anyio.connect_tcp", ""}, {"anyio.connect_unix", ""},
    {"anyio.create_tcp_listener", ""}, {"anyio.create_udp_socket", ""}, {"anyio.getaddrinfo", ""},
    {"anyio.lowlevel.checkpoint", ""}, {"anyio.open_file", ""}, {"anyio.open_process", ""}, {"anyio.run_process", ""},
    {"anyio.sleep", ""}, {"anyio.sleep_forever", ""}, {"anyio.sleep_until", ""}, {"anyio.to_process.run_sync", ""},
    {"anyio.to_thread.run_sync", ""}, {"anyio.wait_all_tasks_blocked", ""},
    {"asyncio.AbstractEventLoop.connect_accepted_socket", ""}, {"asyncio.AbstractEventLoop.connect_read_pipe", ""},
    {"asyncio.AbstractEventLoop.connect_write_pipe", ""}, {"asyncio.AbstractEventLoop.create_connection", ""},
    {"asyncio.AbstractEventLoop.create_datagram_endpoint", ""},
    {"asyncio.AbstractEventLoop.create_server", "asyncio.Server"},
    {"asyncio.AbstractEventLoop.create_unix_connection", ""},
    {"asyncio.AbstractEventLoop.create_unix_server", "asyncio.Server"}, {"asyncio.AbstractEventLoop.getaddrinfo", ""},
    {"asyncio.AbstractEventLoop.getnameinfo", ""}, {"asyncio.AbstractEventLoop.sendfile", ""},
    {"asyncio.AbstractEventLoop.shutdown_asyncgens", ""}, {"asyncio.AbstractEventLoop.shutdown_default_executor", ""},
    {"asyncio.AbstractEventLoop.sock_accept", ""}, {"asyncio.AbstractEventLoop.sock_connect", ""},
    {"asyncio.AbstractEventLoop.sock_recv", ""}, {"asyncio.AbstractEventLoop.sock_recv_into", ""},
    {"asyncio.AbstractEventLoop.sock_recvfrom", ""}, {"asyncio.AbstractEventLoop.sock_recvfrom_into", ""},
    {"asyncio.AbstractEventLoop.sock_sendall", ""}, {"asyncio.AbstractEventLoop.sock_sendfile", ""},
    {"asyncio.AbstractEventLoop.sock_sendto", ""}, {"asyncio.AbstractEventLoop.start_tls", ""},
    {"asyncio.AbstractEventLoop.subprocess_exec", ""}, {"asyncio.AbstractEventLoop.subprocess_shell", ""},
    {"asyncio.Barrier.abort", ""}, {"asyncio.Barrier.reset", ""}, {"asyncio.Barrier.wait", ""},
    {"asyncio.BoundedSemaphore.acquire", ""}, {"asyncio.Condition.acquire", ""}, {"asyncio.Condition.wait", ""},
    {"asyncio.Condition.wait_for", ""}, {"asyncio.Event.wait", ""}, {"asyncio.LifoQueue.get", ""},
    {"asyncio.LifoQueue.join", ""}, {"asyncio.LifoQueue.put", ""}, {"asyncio.Lock.acquire", ""},
    {"asyncio.PriorityQueue.get", ""}, {"asyncio.PriorityQueue.join", ""}, {"asyncio.PriorityQueue.put", ""},
    {"asyncio.Queue.get", ""}, {"asyncio.Queue.join", ""}, {"asyncio.Queue.put", ""}, {"asyncio.Semaphore.acquire", ""},
    {"asyncio.Server.serve_forever", ""}, {"asyncio.Server.start_serving", ""}, {"asyncio.Server.wait_closed", ""},
    {"asyncio.StreamReader.read", ""}, {"asyncio.StreamReader.readexactly", ""}, {"asyncio.StreamReader.readline", ""},
    {"asyncio.StreamReader.readuntil", ""}, {"asyncio.StreamWriter.drain", ""}, {"asyncio.StreamWriter.start_tls", ""},
    {"asyncio.StreamWriter.wait_closed", ""}, {"asyncio.create_subprocess_exec", "asyncio.subprocess.Process"},
    {"asyncio.create_subprocess_shell", "asyncio.subprocess.Process"}, {"asyncio.open_connection", ""},
    {"asyncio.open_unix_connection", ""}, {"asyncio.sleep", ""}, {"asyncio.start_server", "asyncio.Server"},
    {"asyncio.start_unix_server", "asyncio.Server"}, {"asyncio.subprocess.Process.communicate", ""},
    {"asyncio.subprocess.Process.wait", ""}, {"asyncio.to_thread", ""}, {"asyncio.wait", ""}, {"asyncio.wait_for", ""},
    {"asyncpg.Connection.add_listener", ""}, {"asyncpg.Connection.close", ""},
    {"asyncpg.Connection.copy_from_query", ""}, {"asyncpg.Connection.copy_from_table", ""},
    {"asyncpg.Connection.copy_records_to_table", ""}, {"asyncpg.Connection.copy_to_table", ""},
    {"asyncpg.Connection.execute", ""}, {"asyncpg.Connection.executemany", ""}, {"asyncpg.Connection.fetch", ""},
    {"asyncpg.Connection.fetchmany", ""}, {"asyncpg.Connection.fetchrow", ""}, {"asyncpg.Connection.fetchval", ""},
    {"asyncpg.Connection.prepare", ""}, {"asyncpg.Connection.reload_schema_state", ""},
    {"asyncpg.Connection.remove_listener", ""}, {"asyncpg.Connection.reset", ""},
    {"asyncpg.Connection.set_type_codec", ""}, {"asyncpg.Pool.close", ""}, {"asyncpg.Pool.copy_from_query", ""},
    {"asyncpg.Pool.copy_from_table", ""}, {"asyncpg.Pool.copy_records_to_table", ""},
    {"asyncpg.Pool.copy_to_table", ""}, {"asyncpg.Pool.execute", ""}, {"asyncpg.Pool.executemany", ""},
    {"asyncpg.Pool.expire_connections", ""}, {"asyncpg.Pool.fetch", ""}, {"asyncpg.Pool.fetchmany", ""},
    {"asyncpg.Pool.fetchrow", ""}, {"asyncpg.Pool.fetchval", ""}, {"asyncpg.Pool.release", ""},
    {"asyncpg.connect", "asyncpg.Connection"}, {"contextlib.AsyncExitStack.aclose", ""},
    {"contextlib.AsyncExitStack.enter_async_context", ""}, {"httpx.AsyncClient.aclose", ""},
    {"httpx.AsyncClient.delete", "httpx.Response"}, {"httpx.AsyncClient.get", "httpx.Response"},
    {"httpx.AsyncClient.head", "httpx.Response"}, {"httpx.AsyncClient.options", "httpx.Response"},
    {"httpx.AsyncClient.patch", "httpx.Response"}, {"httpx.AsyncClient.post", "httpx.Response"},
    {"httpx.AsyncClient.put", "httpx.Response"}, {"httpx.AsyncClient.request", "httpx.Response"},
    {"httpx.AsyncClient.send", "httpx.Response"}, {"httpx.Response.aclose", ""}, {"httpx.Response.aread", ""},
    {"redis.asyncio.Redis.aclose", ""}, {"redis.asyncio.Redis.append", ""}, {"redis.asyncio.Redis.bgsave", ""},
    {"redis.asyncio.Redis.bitcount", ""}, {"redis.asyncio.Redis.blpop", ""}, {"redis.asyncio.Redis.brpop", ""},
    {"redis.asyncio.Redis.config_get", ""}, {"redis.asyncio.Redis.config_set", ""}, {"redis.asyncio.Redis.dbsize", ""},
    {"redis.asyncio.Redis.decr", ""}, {"redis.asyncio.Redis.decrby", ""}, {"redis.asyncio.Redis.delete", ""},
    {"redis.asyncio.Redis.dump", ""}, {"redis.asyncio.Redis.echo", ""}, {"redis.asyncio.Redis.eval", ""},
    {"redis.asyncio.Redis.evalsha", ""}, {"redis.asyncio.Redis.execute_command", ""},
    {"redis.asyncio.Redis.exists", ""}, {"redis.asyncio.Redis.expire", ""}, {"redis.asyncio.Redis.expireat", ""},
    {"redis.asyncio.Redis.flushall", ""}, {"redis.asyncio.Redis.flushdb", ""}, {"redis.asyncio.Redis.get", ""},
    {"redis.asyncio.Redis.getdel", ""}, {"redis.asyncio.Redis.getex", ""}, {"redis.asyncio.Redis.getrange", ""},
    {"redis.asyncio.Redis.getset", ""}, {"redis.asyncio.Redis.hdel", ""}, {"redis.asyncio.Redis.hexists", ""},
    {"redis.asyncio.Redis.hget", ""}, {"redis.asyncio.Redis.hgetall", ""}, {"redis.asyncio.Redis.hincrby", ""},
    {"redis.asyncio.Redis.hincrbyfloat", ""}, {"redis.asyncio.Redis.hkeys", ""}, {"redis.asyncio.Redis.hlen", ""},
    {"redis.asyncio.Redis.hmget", ""}, {"redis.asyncio.Redis.hmset", ""}, {"redis.asyncio.Redis.hset", ""},
    {"redis.asyncio.Redis.hsetnx", ""}, {"redis.asyncio.Redis.hvals", ""}, {"redis.asyncio.Redis.incr", ""},
    {"redis.asyncio.Redis.incrby", ""}, {"redis.asyncio.Redis.incrbyfloat", ""}, {"redis.asyncio.Redis.info", ""},
    {"redis.asyncio.Redis.initialize", ""}, {"redis.asyncio.Redis.keys", ""}, {"redis.asyncio.Redis.lindex", ""},
    {"redis.asyncio.Redis.linsert", ""}, {"redis.asyncio.Redis.llen", ""}, {"redis.asyncio.Redis.lmove", ""},
    {"redis.asyncio.Redis.lpop", ""}, {"redis.asyncio.Redis.lpush", ""}, {"redis.asyncio.Redis.lpushx", ""},
    {"redis.asyncio.Redis.lrange", ""}, {"redis.asyncio.Redis.lrem", ""}, {"redis.asyncio.Redis.lset", ""},
    {"redis.asyncio.Redis.ltrim", ""}, {"redis.asyncio.Redis.mget", ""}, {"redis.asyncio.Redis.move", ""},
    {"redis.asyncio.Redis.mset", ""}, {"redis.asyncio.Redis.msetnx", ""}, {"redis.asyncio.Redis.persist", ""},
    {"redis.asyncio.Redis.pexpire", ""}, {"redis.asyncio.Redis.ping", ""}, {"redis.asyncio.Redis.psetex", ""},
    {"redis.asyncio.Redis.pttl", ""}, {"redis.asyncio.Redis.publish", ""}, {"redis.asyncio.Redis.rename", ""},
    {"redis.asyncio.Redis.renamenx", ""}, {"redis.asyncio.Redis.restore", ""}, {"redis.asyncio.Redis.rpop", ""},
    {"redis.asyncio.Redis.rpoplpush", ""}, {"redis.asyncio.Redis.rpush", ""}, {"redis.asyncio.Redis.rpushx", ""},
    {"redis.asyncio.Redis.sadd", ""}, {"redis.asyncio.Redis.scan", ""}, {"redis.asyncio.Redis.scard", ""},
    {"redis.asyncio.Redis.script_load", ""}, {"redis.asyncio.Redis.sdiff", ""}, {"redis.asyncio.Redis.set", ""},
    {"redis.asyncio.Redis.setbit", ""}, {"redis.asyncio.Redis.setex", ""}, {"redis.asyncio.Redis.setnx", ""},
    {"redis.asyncio.Redis.setrange", ""}, {"redis.asyncio.Redis.sinter", ""}, {"redis.asyncio.Redis.sismember", ""},
    {"redis.asyncio.Redis.smembers", ""}, {"redis.asyncio.Redis.smove", ""}, {"redis.asyncio.Redis.spop", ""},
    {"redis.asyncio.Redis.srandmember", ""}, {"redis.asyncio.Redis.srem", ""}, {"redis.asyncio.Redis.strlen", ""},
    {"redis.asyncio.Redis.sunion", ""}, {"redis.asyncio.Redis.time", ""}, {"redis.asyncio.Redis.touch", ""},
    {"redis.asyncio.Redis.ttl", ""}, {"redis.asyncio.Redis.type", ""}, {"redis.asyncio.Redis.unlink", ""},
    {"redis.asyncio.Redis.wait", ""}, {"redis.asyncio.Redis.xack", ""}, {"redis.asyncio.Redis.xadd", ""},
    {"redis.asyncio.Redis.xautoclaim", ""}, {"redis.asyncio.Redis.xclaim", ""}, {"redis.asyncio.Redis.xdel", ""},
    {"redis.asyncio.Redis.xgroup_create", ""}, {"redis.asyncio.Redis.xgroup_destroy", ""},
    {"redis.asyncio.Redis.xinfo_stream", ""}, {"redis.asyncio.Redis.xlen", ""}, {"redis.asyncio.Redis.xpending", ""},
    {"redis.asyncio.Redis.xrange", ""}, {"redis.asyncio.Redis.xread", ""}, {"redis.asyncio.Redis.xreadgroup", ""},
    {"redis.asyncio.Redis.xrevrange", ""}, {"redis.asyncio.Redis.xtrim", ""}, {"redis.asyncio.Redis.zadd", ""},
    {"redis.asyncio.Redis.zcard", ""}, {"redis.asyncio.Redis.zcount", ""}, {"redis.asyncio.Redis.zincrby", ""},
    {"redis.asyncio.Redis.zpopmax", ""}, {"redis.asyncio.Redis.zpopmin", ""}, {"redis.asyncio.Redis.zrange", ""},
    {"redis.asyncio.Redis.zrangebyscore", ""}, {"redis.asyncio.Redis.zrank", ""}, {"redis.asyncio.Redis.zrem", ""},
    {"redis.asyncio.Redis.zremrangebyrank", ""}, {"redis.asyncio.Redis.zremrangebyscore", ""},
    {"redis.asyncio.Redis.zrevrange", ""}, {"redis.asyncio.Redis.zrevrank", ""}, {"redis.asyncio.Redis.zscore", ""},
    {"redis.asyncio.client.Pipeline.execute", ""}, {"redis.asyncio.client.Pipeline.reset", ""},
    {"redis.asyncio.client.Pipeline.unwatch", ""}, {"redis.asyncio.client.Pipeline.watch", ""},
    {"redis.asyncio.client.PubSub.aclose", ""}, {"redis.asyncio.client.PubSub.connect", ""},
    {"redis.asyncio.client.PubSub.get_message", ""}, {"redis.asyncio.client.PubSub.ping", ""},
    {"redis.asyncio.client.PubSub.psubscribe", ""}, {"redis.asyncio.client.PubSub.punsubscribe", ""},
    {"redis.asyncio.client.PubSub.subscribe", ""}, {"redis.asyncio.client.PubSub.unsubscribe", ""},
    {"redis.asyncio.lock.Lock.acquire", ""}, {"redis.asyncio.lock.Lock.extend", ""},
    {"redis.asyncio.lock.Lock.locked", ""}, {"redis.asyncio.lock.Lock.owned", ""},
    {"redis.asyncio.lock.Lock.reacquire", ""}, {"redis.asyncio.lock.Lock.release", ""},
    {"trio.CapacityLimiter.acquire", ""}, {"trio.Condition.acquire", ""}, {"trio.Condition.wait", ""},
    {"trio.Event.wait", ""}, {"trio.Lock.acquire", ""}, {"trio.Semaphore.acquire", ""}, {"trio.aclose_forcefully", ""},
    {"trio.lowlevel.checkpoint", ""}, {"trio.open_file", ""}, {"trio.open_tcp_stream", ""},
    {"trio.open_unix_socket", ""}, {"trio.run_process", ""}, {"trio.serve_listeners", ""}, {"trio.serve_tcp", ""},
    {"trio.sleep", ""}, {"trio.sleep_forever", ""}, {"trio.sleep_until", ""}, {"trio.to_thread.run_sync", ""},
};

// The index of `name`, or -1.
static int find(Text name)
{
    int low = 0, high = (int)(sizeof coroutines / sizeof *coroutines);
    while (low < high) {
        int middle = (low + high) / 2, c = text_cmp_word(name, coroutines[middle].name);
        if (c == 0) {
            return middle;
        }
        c < 0 ? (high = middle) : (low = middle + 1);
    }
    return -1;
}

bool known_is_coroutine(Text name)
{
    return find(name) >= 0;
}

Text known_awaited_class(Text name)
{
    int i = find(name);
    return i < 0 ? (Text){0} : text_from(coroutines[i].awaited);
}
