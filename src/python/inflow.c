// Who sets the rate at which a place is reached? The other side of a connection does where
//
//   * a loop receives: `await socket.recv()`, `await reader.readline()`, `async for frame in websocket`;
//   * a protocol or a client calls back with each piece: data_received(), on_message();
//   * a server runs a handler for each request, `async def post(request)`, which then answers at once: `return Response()`. One that
//     waits behind it is waited for by its client, who sends no more meanwhile.
//
// A loop that takes from a queue, sleeps, or asks before it receives goes at its own pace, and one that leaves pieces out passes on
// little of what comes. A file, a child process, a generator of one's own and the tokens of a model come to an end; nothing is said
// of them. Names decide, as the text is all there is.
#include "python/inflow.h"

#include "python/textual.h"
#include "python/word.h"

// -- names ------------------------------------------------------------------------------------------------------------------

static const char *const CONNECTION[] = {"ws", "websocket", "socket", "sock", "conn", "connection", "reader", "transport", "notify",
                                         "pubsub", "consumer", "subscriber", "subscription", "track", NULL};

// Some identifier of the expression names a connection.
static bool names_connection(Text expression)
{
    for (ptrdiff_t at = 0, end; at < expression.n; at = end) {
        for (end = at; end < expression.n && continues_identifier(expression.s[end]); end++) {
        }
        if (end > at && name_has_word(text_sub(expression, at, end), CONNECTION)) {
            return true;
        }
        end += end == at;
    }
    return false;
}

// -- loops that receive -----------------------------------------------------------------------------------------------------

// `at` is behind a dot: the method that is called there receives, whatever it is called on or on a connection.
static bool receives_at(Text line, ptrdiff_t at)
{
    static const char *const any[] = {"recv", "recvfrom", "recv_into", "recv_multipart", "sock_recv", "sock_recvfrom", "receive_text",
                                      "receive_bytes", "receive_json", "receive_message", "receive_messages", NULL};
    static const char *const of_connection[] = {"receive", "read", "readline", "readuntil", "readexactly", "read_message", "get_message",
                                                NULL};
    ptrdiff_t end = at;
    while (end < line.n && continues_identifier(line.s[end])) {
        end++;
    }
    Text method = text_sub(line, at, end);
    if (end >= line.n || line.s[end] != '(') {
        return false;
    }
    ptrdiff_t owner = at - 1;
    while (owner > 0 && (continues_identifier(line.s[owner - 1]) || line.s[owner - 1] == '.')) {
        owner--;
    }
    return name_in(method, any) || (name_in(method, of_connection) && names_connection(text_sub(line, owner, at - 1)));
}

static bool receives(Text line)
{
    ptrdiff_t await = text_find(line, T("await "));
    for (ptrdiff_t at = await; await >= 0 && at < line.n; at++) {
        if (line.s[at] == '.' && receives_at(line, at + 1)) {
            return true;
        }
    }
    return false;
}

// The program sets the pace itself: it takes work, sleeps, or asks and then receives the answer.
static bool sets_pace(Text line)
{
    static const char *const calls[] = {".get(", "sleep(", ".request(", ".write(", ".send(", ".sendall(", ".drain("};
    bool waits = text_find(line, T("await ")) >= 0 || text_find(line, T(".write(")) >= 0;
    for (size_t i = 0; waits && i < sizeof calls / sizeof *calls; i++) {
        if (text_find(line, text_from(calls[i])) >= 0) {
            return true;
        }
    }
    return false;
}

// Some pieces are left out before `at`: what is picked out of all that comes may be little.
static bool picks(Text function, ptrdiff_t header, ptrdiff_t at)
{
    Text before = {0};
    for (ptrdiff_t line = header; line < at; line = next_line(function, line)) {
        Text words = line_at(function, line);
        if (text_eq(words, T("continue")) && text_starts(before, T("if "))) {
            return true;
        }
        before = words.n ? words : before;
    }
    return false;
}

// The loop whose header starts at `header` goes round once for each piece that is received.
static bool loop_receives(Text function, ptrdiff_t header)
{
    Text head = line_at(function, header);
    ptrdiff_t in = text_find(head, T(" in "));
    bool received = (text_starts(head, T("async for ")) && in >= 0 && names_connection(text_sub(head, in, head.n))) || receives(head);
    ptrdiff_t outer = indentation(function, header);
    for (ptrdiff_t line = next_line(function, header); line < function.n; line = next_line(function, line)) {
        Text words = line_at(function, line);
        if (words.n && indentation(function, line) <= outer) {
            break;
        }
        if (sets_pace(words)) {
            return false;
        }
        received = received || receives(words);
    }
    return received;
}

// -- functions that are called for each piece ---------------------------------------------------------------------------------

static Text header_of(Text function)
{
    ptrdiff_t open = text_find(function, T("("));
    ptrdiff_t close = open < 0 ? 0 : part_end(function, open + 1, ")");
    return text_sub(function, 0, close);
}

// asyncio's protocols (CPython, Lib/asyncio/protocols.py), and the name that clients of sockets and brokers give to it. Not on_packet() and
// the like: they are as often the entrance of the outgoing side, which the program itself calls.
static bool is_called_with_data(Text header)
{
    static const char *const names[] = {"data_received", "datagram_received", "buffer_updated", "on_message", "message_received", NULL};
    ptrdiff_t open = text_find(header, T("("));
    Text name = open < 0 ? (Text){0} : word_before(header, open);
    while (name.n && name.s[0] == '_') {
        name = text_sub(name, 1, name.n);
    }
    return name_in(name, names);
}

static bool is_handler(Text function, Text header, ptrdiff_t at)
{
    ptrdiff_t request = 0;
    if (!text_starts(text_trim(header), T("async ")) || !identifier_find(header, T("request"), &request)) {
        return false;
    }
    Text behind = text_sub(function, next_line(function, at), function.n);
    bool waits = text_find(behind, T("await ")) >= 0 || text_find(behind, T("yield ")) >= 0 || text_find(behind, T("async ")) >= 0;
    return !waits && text_find(behind, T("esponse(")) >= 0;       // Response(), json_response()
}

// The loop around the loop whose header starts at `header`, or -1.
static ptrdiff_t loop_outside(Text function, ptrdiff_t header)
{
    ptrdiff_t inner = indentation(function, header);
    for (ptrdiff_t line = header; line > 0;) {
        line = line_start(function, line - 1);
        if (line > 0 && line_at(function, line).n && indentation(function, line) < inner) {
            return loop_line_around(function, line);
        }
    }
    return -1;
}

bool flows_in(Text source, ptrdiff_t place)
{
    Text function = function_text_around(source, place);
    ptrdiff_t at = place - (function.s - source.s);
    for (ptrdiff_t loop = loop_line_around(function, at); loop >= 0; loop = loop_outside(function, loop)) {
        if (loop_receives(function, loop)) {
            return !picks(function, loop, at);
        }
    }
    Text header = header_of(function);
    return is_called_with_data(header) || is_handler(function, header, at);
}
