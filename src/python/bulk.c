// Whether the work with a file is much. Most files are small, and come from a disk within the time that measured reads of small
// files take (testdata/scene/costs), in a bad case some 35 ms. A file is as large as it likes where the source shows that more
// moves:
//
// - a loop reads the open file to its end, or writes what arrives piece by piece, or reads one binary file after the other;
// - where a request is served the whole of a binary file is read, or handed on as the file that it is; or binary data is written that the
//   program was given: an upload, a picture. What people write by hand is text, and small; so are keys and certificates.
//
// Text is small there, too: bytes that are decoded at once, an upload of which the name is to end like a text's. aiohttp reads a file that it
// is to send in a thread (aiohttp.payload, BufferedReaderPayload), and what is done by a call that is found itself is found there.
//
// One picture that a program saves for itself now and then is no more than a moment.
#include "python/bulk.h"

#include "python/shape.h"
#include "python/word.h"

enum { DEPTH = 4 };     // of names followed

// The expression, or what the only assignment to its name gave.
static Node *value_of(const Module *m, Node *n)
{
    Node *value = n->kind == AST_NAME ? blocking_path_named(m, n) : NULL;
    return value ? value : n;
}

// -- the data -----------------------------------------------------------------------------------------------------------

// Text made into bytes, a number, a key: somebody could write it down.
static bool is_short_data(Module *m, Node *data)
{
    static const char *const makers[] = {"encode", "to_bytes", "dumps", "public_bytes", "private_bytes", "export_key", "pack", "token_bytes", NULL};
    Node *value = value_of(m, data);
    if (value->kind == AST_BIN_OP) {
        return is_short_data(m, value->bin_op.left) && is_short_data(m, value->bin_op.right);
    }
    return value->kind == AST_CONSTANT || value->kind == AST_FSTRING || constant_of(m, value).kind != CONSTANT_UNKNOWN ||
           (value->kind == AST_CALL && name_in(last_name(value->call.func), makers));
}

// The test keeps others out: `if not name.endswith(".json"): raise`, or the call stands under `if name.endswith(".json")`.
static bool keeps_others_out(const Node *test, const Node *call)
{
    const Node *p = test;
    bool is_denied = false;
    while (p && !ast_is_statement(p) && p->kind != AST_BRANCH) {
        is_denied |= p->kind == AST_UNARY_OP && p->op == OP_NOT;
        p = p->parent;
    }
    if (!p || p->kind != AST_BRANCH) {
        return false;
    }
    const Node *last = p->branch.body.n ? p->branch.body.at[p->branch.body.n - 1] : NULL;
    return is_denied ? last && (last->kind == AST_RETURN || last->kind == AST_RAISE) && !node_within(call, p) : node_within(call, p);
}

// A test in the function asks for a name that ends like a text's: `file.filename.endswith(".json")`.
static bool asks_for_text(Module *m, const Node *call)
{
    static const char *const kinds[] = {".json", ".yaml", ".yml", ".toml", ".ini", ".env", ".txt", ".md", ".prompt", ".pem", ".crt", ".key", NULL};
    const Node *f = node_owner(m, call);
    for (int i = f->id + 1; i < call->id; i++) {
        const Node *d = m->ast->nodes[i];
        Node *end = is_method_call(d, "endswith") && d->call.args.n == 1 ? d->call.args.at[0] : NULL;
        Constant c = end ? constant_of(m, end) : (Constant){0};
        if (c.kind == CONSTANT_TEXT && name_in(c.text, kinds) && keeps_others_out(d, call)) {
            return true;
        }
    }
    return false;
}

// file.read().decode(), or content.decode() of the name that it gives.
static bool is_decoded(const Module *m, const Node *read)
{
    const Node *p = read->parent, *owner = node_owner(m, read);
    const Node *target = p->kind == AST_ASSIGN && p->assign.targets.n == 1 ? p->assign.targets.at[0] : NULL;
    const Binding *b = target && target->kind == AST_NAME ? m->binding_of[target->id] : NULL;
    if (p->kind == AST_ATTRIBUTE) {
        return text_eq(p->attribute.attr.text, T("decode"));
    }
    for (int i = p->last + 1; b && i <= owner->last; i++) {
        const Node *d = m->ast->nodes[i];
        const Node *value = is_method_call(d, "decode") ? d->call.func->attribute.value : NULL;
        if (value && value->kind == AST_NAME && m->binding_of[value->id] == b) {
            return true;
        }
    }
    return false;
}

// -- the loops around ----------------------------------------------------------------------------------------------------

static bool suspends_in(const Module *m, const Node *loop)
{
    for (int i = loop->id; i <= loop->last; i++) {
        if (is_awaiting(m->ast->nodes[i])) {
            return true;
        }
    }
    return false;
}

// By its name, or by the function's around, the path leads to a key or a certificate.
static bool is_key(const Module *m, const Node *path)
{
    static const char *const words[] = {"cert", "pem", "ssl", "cafile", "keyfile", "key_file", "key_path", "auth_path"};
    const Node *f = path ? node_owner(m, path) : NULL;
    Text around = f && f->kind == AST_FUNCTION ? f->function.name.text : (Text){0};
    Text name = path ? last_name(path->kind == AST_CALL && path->call.args.n ? path->call.args.at[0] : path) : (Text){0};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (text_find(name, text_from(words[i])) >= 0 || text_find(around, text_from(words[i])) >= 0) {
            return true;
        }
    }
    return false;
}

// The path begins at `__file__`: what comes with the program.
static bool is_shipped(const Module *m, const Node *path, int depth)
{
    for (int i = path ? path->id : 1; path && i <= path->last; i++) {
        Node *d = m->ast->nodes[i];
        const Node *value = d->kind == AST_NAME && depth ? blocking_path_named(m, d) : NULL;
        if ((d->kind == AST_NAME && text_eq(d->name.id, T("__file__"))) || (value && is_shipped(m, value, depth - 1))) {
            return true;
        }
    }
    return false;
}

// A function of the program finds the path: a file of its own, not one that somebody has given it.
static bool is_found(Module *m, Node *path)
{
    Node *value = path ? value_of(m, path) : NULL;
    return value && value->kind == AST_CALL && ref_of(m, value->call.func).kind == REF_FUNCTION;
}

// -- a file that is opened -----------------------------------------------------------------------------------------------

typedef struct {
    Module *m;
    const Node *open;           // the CALL; for a file that was opened elsewhere the function around
    bool is_binary, is_sought;  // it starts somewhere in the file
    bool is_whole_much;         // to read the whole of it, to write it in one go
} File;

static bool opens_binary(Module *m, const Node *open)
{
    bool of_path = blocking_path(m, open) && open->call.func->kind == AST_ATTRIBUTE && text_starts(callee_name(m, open), T("pathlib."));
    Node *mode = call_argument(open, of_path ? 0 : 1, "mode", NULL);
    Constant c = mode ? constant_of(m, mode) : (Constant){0};
    return c.kind == CONSTANT_TEXT && text_find_char(c.text, 'b') >= 0;
}

// The loop goes round with the file open.
static const Node *loop_behind(const File *f, const Node *use)
{
    const Node *loop = node_loop(f->m, use);
    return loop && !node_within(f->open, loop) ? loop : NULL;
}

static bool is_bulk_write(const File *f, const Node *call)
{
    Node *data = call->call.args.n ? call->call.args.at[0] : NULL;
    const Node *loop = loop_behind(f, call);
    if (!data || is_short_data(f->m, data)) {
        return false;
    }
    return (f->is_binary && (f->is_whole_much || loop)) || (loop && suspends_in(f->m, loop));
}

// Of a few bytes: most come from the file's buffer, and others run in between.
static bool is_small_piece(Module *m, Node *size)
{
    enum { SMALL = 1024 };
    Constant c = size ? constant_of(m, size) : (Constant){0};
    return c.kind == CONSTANT_NUMBER && c.number >= 0 && c.number < SMALL;
}

static bool is_bulk_read(const File *f, const Node *call)
{
    Node *size = call->call.args.n ? call->call.args.at[0] : NULL;
    bool whole = !size || (constant_of(f->m, size).kind == CONSTANT_NUMBER && constant_of(f->m, size).number < 0);
    const Node *loop = loop_behind(f, call);
    if (loop && is_small_piece(f->m, size) && suspends_in(f->m, loop)) {
        return false;
    }
    return (loop && loop->kind == AST_WHILE) ||
           (f->is_binary && (loop || (whole && !f->is_sought && f->is_whole_much && !is_decoded(f->m, call))));
}

static bool is_bulk_method(const File *f, const Node *attribute)
{
    static const char *const reads[] = {"read", "read1", "readline", "readinto", "readlines", NULL};
    const Node *call = attribute->parent->kind == AST_CALL && attribute->parent->call.func == attribute ? attribute->parent : NULL;
    Text name = attribute->attribute.attr.text;
    bool writes = text_eq(name, T("write")) || text_eq(name, T("writelines"));
    return call && ((writes && is_bulk_write(f, call)) || (name_in(name, reads) && is_bulk_read(f, call)));
}

// Readers of what people write by hand.
static bool reads_settings(Module *m, const Node *call)
{
    static const char *const modules[] = {"tomllib.", "tomli.", "toml.", "yaml.", "json.", "plistlib.", "configparser."};
    Text name = callee_name(m, call);
    for (size_t i = 0; i < sizeof modules / sizeof *modules; i++) {
        if (text_starts(name, text_from(modules[i]))) {
            return true;
        }
    }
    return false;
}

// By the name of the parameter or of the function: the file is what a request sends, what a model or a picture is in.
static bool takes_file(const Node *call, const Node *argument)
{
    static const char *const names[] = {"file", "files", "fileobj", "data", "content", "body", "document", "photo", "audio", "video", "image", NULL};
    static const char *const methods[] = {"load", "dump", "save", "readinto", "copyfileobj", "upload_blob", "put_object", "upload_fileobj",
                                          "download_fileobj", "readall", NULL};
    return argument->kind == AST_KEYWORD ? name_in(argument->keyword.name.text, names) : name_in(last_name(call->call.func), methods);
}

static bool is_handed_on(const File *f, const Node *call, const Node *argument)
{
    return call->kind == AST_CALL && argument != call->call.func && f->is_binary && !f->is_sought && f->is_whole_much && takes_file(call, argument) &&
           !reads_settings(f->m, call) && !text_starts(callee_name(f->m, call), T("aiohttp.")) && !blocking_at(f->m, (Node *)call).entry;
}

// What is done with the file at a use of it, or of the call that opens it.
static bool is_bulk_use(const File *f, const Node *use)
{
    const Node *p = use->parent;
    switch (p->kind) {
    case AST_ATTRIBUTE: return is_bulk_method(f, p);
    case AST_FOR: return use == p->for_.iter;
    case AST_COMP_FOR: return use == p->comp_for.iter;
    case AST_KEYWORD:
    case AST_CALL: return is_handed_on(f, p->kind == AST_CALL ? p : p->parent, p->kind == AST_CALL ? use : p);
    case AST_TUPLE:
    case AST_DICT: return f->is_binary && f->is_whole_much && p->parent->kind != AST_YIELD && p->parent->kind != AST_RETURN;
    default: return false;
    }
}

// The NAME that gets what the call opens, or NULL.
static const Node *name_of_file(const Node *open)
{
    const Node *p = open->parent;
    while (p->kind == AST_IF_EXP) {
        p = p->parent;
    }
    const Node *target = p->kind == AST_WITH_ITEM                             ? p->with_item.target
                       : p->kind == AST_ASSIGN && p->assign.targets.n == 1   ? p->assign.targets.at[0]
                                                                              : NULL;
    return target && target->kind == AST_NAME ? target : NULL;
}

// file.seek(offset): only what follows is read. seek(0, 2) asks for the size.
static bool is_seek(Module *m, const Node *use)
{
    const Node *p = use->parent, *call = p->kind == AST_ATTRIBUTE && text_eq(p->attribute.attr.text, T("seek")) ? p->parent : NULL;
    Node *offset = call && call->kind == AST_CALL && call->call.args.n ? call->call.args.at[0] : NULL;
    return offset && constant_of(m, offset).kind == CONSTANT_UNKNOWN;
}

static bool is_bulk_file(Module *m, const Node *open, bool is_whole_much)
{
    File f = {.m = m, .open = open, .is_binary = opens_binary(m, open), .is_whole_much = is_whole_much};
    const Node *name = name_of_file(open), *owner = node_owner(m, open);
    const Binding *b = name ? m->binding_of[name->id] : NULL;
    if (!b) {
        return is_bulk_use(&f, open);
    }
    bool is_bulk = false;
    int last = open->parent->kind == AST_WITH_ITEM ? open->parent->parent->last : owner->last;
    for (int i = open->last + 1; i <= last; i++) {
        const Node *d = m->ast->nodes[i];
        if (d->kind == AST_NAME && d != name && m->binding_of[d->id] == b) {
            f.is_sought |= is_seek(m, d);
            is_bulk |= is_bulk_use(&f, d);
        }
    }
    return is_bulk;
}

// -- by kind of call -----------------------------------------------------------------------------------------------------

// A method of a file that was opened elsewhere.
static bool is_bulk_of_elsewhere(Module *m, const Node *call)
{
    Ref r = blocking_receiver(m, call);
    bool is_opened = r.origin && r.origin->kind == AST_CALL;
    File f = {.m = m, .open = node_owner(m, call), .is_binary = is_opened && opens_binary(r.origin_module, r.origin),
              .is_whole_much = true};     // kept open, for one piece after the other
    const Node *loop = node_loop(m, call);
    bool in_loop = loop && suspends_in(m, loop);
    return call->kind == AST_FOR || (call->call.func->kind == AST_ATTRIBUTE && (in_loop || f.is_binary) && is_bulk_method(&f, call->call.func));
}

// What `stack.enter_context(open(path))` enters, or the expression itself.
static Node *entered(const Module *m, Node *n)
{
    Node *value = value_of(m, n);
    return is_method_call(value, "enter_context") && value->call.args.n == 1 ? value->call.args.at[0] : n;
}

// copyfileobj() from a file that was opened as text.
static bool copies_text(Module *m, const Node *call)
{
    static const char *const openers[] = {"builtins.open", "io.open", "codecs.open", "pathlib.Path.open", NULL};
    Node *source = call_argument(call, 0, "fsrc", NULL);
    Ref r = source ? ref_of(m, entered(m, source)) : (Ref){0};
    const Node *open = r.kind == REF_INSTANCE && r.origin && r.origin->kind == AST_CALL ? r.origin : NULL;
    return open && name_in(callee_name(r.origin_module, open), openers) && !opens_binary(r.origin_module, open);
}

bool moves_bulk(Module *m, const BlockingEntry *e, const Node *n, bool is_served)
{
    Text name = text_from(e->name);
    if (n->kind != AST_CALL || text_starts(name, T("io.TextIOWrapper."))) {
        return is_bulk_of_elsewhere(m, n);
    }
    if (text_ends(name, T(".copyfileobj"))) {
        return !copies_text(m, n);
    }
    if (opens_own_file(m, e, n) || is_key(m, blocking_path(m, n)) || is_shipped(m, blocking_path(m, n), DEPTH)) {
        return false;
    }
    if (text_ends(name, T(".write_bytes"))) {
        Node *data = call_argument(n, 0, "data", NULL);
        return is_served && data && !is_short_data(m, data) && !asks_for_text(m, n);
    }
    bool is_whole_much = (is_served || node_loop(m, n)) && !is_found(m, blocking_path(m, n)) && !asks_for_text(m, n);
    return (text_ends(name, T(".read_bytes")) && is_whole_much) || (text_ends(name, T("open")) && is_bulk_file(m, n, is_whole_much));
}
