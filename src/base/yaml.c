// YAML through libyaml's parser events (the document API hides anchors and gives no place for a duplicate key's first
// use). The only file that includes yaml.h.
//
// libyaml keeps its own memory by malloc; yaml_parser_delete gives it back on every way out, also when our arena is
// exhausted: the handler set here cleans up and passes the exhaustion on.
#include "base/value.h"

#include <yaml.h>

typedef struct {
    Arena *arena;
    Text source;
    yaml_parser_t parser;
    yaml_event_t event;
    bool has_event;
    ValueError *error;
} Reader;

static bool fail(Reader *r, yaml_mark_t mark, const char *format, Text detail)
{
    r->error->line = (int)mark.line + 1;
    r->error->column = (int)mark.column + 1;
    r->error->message = text_format(r->arena, format, PRI(detail));
    return false;
}

// Of a byte that libyaml's reader stumbles over: it gives no mark. What stands before is UTF-8.
static yaml_mark_t mark_of_byte(const Reader *r, size_t offset)
{
    yaml_mark_t mark = {0};
    for (size_t i = 0; i < offset && i < (size_t)r->source.n; i++) {
        bool line_end = r->source.s[i] == '\n';
        bool starts = ((unsigned char)r->source.s[i] & 0xc0) != 0x80;
        mark.line += line_end;
        mark.column = line_end ? 0 : mark.column + starts;
    }
    return mark;
}

// What the parser was about, with its place: an open bracket is noticed far from where it stands.
static Text problem_of(const Reader *r)
{
    const yaml_parser_t *p = &r->parser;
    const char *problem = p->problem ? p->problem : "not well-formed YAML";
    bool elsewhere = p->context && p->context_mark.line != p->problem_mark.line;
    return elsewhere ? text_format(r->arena, "%s %s that starts on line %d", problem, p->context,
                                   (int)p->context_mark.line + 1)
                     : text_from(problem);
}

static bool next(Reader *r)
{
    if (r->has_event) {
        yaml_event_delete(&r->event);
        r->has_event = false;
    }
    if (yaml_parser_parse(&r->parser, &r->event)) {
        r->has_event = true;
        return true;
    }
    yaml_mark_t mark = r->parser.problem_mark;
    if (r->parser.error == YAML_READER_ERROR) {
        mark = mark_of_byte(r, r->parser.problem_offset);
        return fail(r, mark, "not readable as UTF-8 or UTF-16: %.*s", text_from(r->parser.problem));
    }
    return fail(r, mark, "%.*s", problem_of(r));
}

static Value *make(Reader *r, ValueKind kind)
{
    Value *v = NEW(r->arena, Value, 1);
    v->kind = kind;
    v->line = (int)r->event.start_mark.line + 1;
    v->column = (int)r->event.start_mark.column + 1;
    return v;
}

static bool read_value(Reader *r, int depth, Value **result);

static bool read_list(Reader *r, int depth, Value *list)
{
    while (next(r)) {
        if (r->event.type == YAML_SEQUENCE_END_EVENT) {
            return true;
        }
        Value *item;
        if (!read_value(r, depth + 1, &item)) {
            return false;
        }
        *list_push(r->arena, &list->items) = item;
    }
    return false;
}

static bool read_map(Reader *r, int depth, Value *map)
{
    while (next(r)) {
        if (r->event.type == YAML_MAPPING_END_EVENT) {
            return true;
        }
        yaml_mark_t mark = r->event.start_mark;
        ValuePair pair;
        if (!read_value(r, depth + 1, &pair.key)) {
            return false;
        }
        if (pair.key->kind != VALUE_SCALAR) {
            return fail(r, mark, "a key must be a plain word%.*s", T(""));
        }
        if (text_eq(pair.key->text, T("<<")) && !pair.key->quoted) {
            return fail(r, mark, "merge keys (`<<`) are not supported%.*s", T(""));
        }
        if (value_get(map, pair.key->text)) {
            return fail(r, mark, "duplicate key `%.*s`", pair.key->text);
        }
        if (!next(r) || !read_value(r, depth + 1, &pair.value)) {
            return false;
        }
        *list_push(r->arena, &map->pairs) = pair;
    }
    return false;
}

static bool has_extra(Reader *r)
{
    yaml_event_t *e = &r->event;
    yaml_char_t *anchor = NULL, *tag = NULL;
    if (e->type == YAML_SCALAR_EVENT) {
        anchor = e->data.scalar.anchor, tag = e->data.scalar.tag;
    } else if (e->type == YAML_SEQUENCE_START_EVENT) {
        anchor = e->data.sequence_start.anchor, tag = e->data.sequence_start.tag;
    } else if (e->type == YAML_MAPPING_START_EVENT) {
        anchor = e->data.mapping_start.anchor, tag = e->data.mapping_start.tag;
    }
    return anchor || tag || e->type == YAML_ALIAS_EVENT;
}

// The value that starts with the current event.
static bool read_value(Reader *r, int depth, Value **result)
{
    yaml_mark_t mark = r->event.start_mark;
    if (depth > VALUE_MAX_DEPTH) {
        return fail(r, mark, "nested too deeply%.*s", T(""));
    }
    if (has_extra(r)) {
        return fail(r, mark, "anchors, aliases and tags are not supported%.*s", T(""));
    }
    switch (r->event.type) {
    case YAML_SCALAR_EVENT:
        *result = make(r, VALUE_SCALAR);
        (*result)->quoted = r->event.data.scalar.style != YAML_PLAIN_SCALAR_STYLE;
        (*result)->text = text_copy(
            r->arena, (Text){(char *)r->event.data.scalar.value, (ptrdiff_t)r->event.data.scalar.length});
        return true;
    case YAML_SEQUENCE_START_EVENT:
        *result = make(r, VALUE_LIST);
        return read_list(r, depth, *result);
    case YAML_MAPPING_START_EVENT:
        *result = make(r, VALUE_MAP);
        return read_map(r, depth, *result);
    default:
        return fail(r, mark, "expected a value%.*s", T(""));
    }
}

static bool read_document(Reader *r, Value **result)
{
    if (!next(r) || !next(r)) {
        return false;       // stream start, then document start
    }
    if (r->event.type == YAML_STREAM_END_EVENT) {
        *result = make(r, VALUE_MAP);
        (*result)->line = (*result)->column = 1;
        return true;
    }
    if (!next(r) || !read_value(r, 0, result) || !next(r) || !next(r)) {
        return false;
    }
    if (r->event.type != YAML_STREAM_END_EVENT) {
        return fail(r, r->event.start_mark, "a second document is not supported%.*s", T(""));
    }
    if (value_is_null(*result)) {
        (*result)->kind = VALUE_MAP;
    }
    return true;
}

Value *value_read_yaml(Arena *a, Text source, ValueError *error)
{
    Reader *r = NEW(a, Reader, 1);
    Value *volatile result = NULL;
    *r = (Reader){.arena = a, .source = source, .error = error};
    *error = (ValueError){0};
    if (!yaml_parser_initialize(&r->parser)) {
        arena_exhausted(a);
    }
    jmp_buf here;
    jmp_buf *outer = arena_on_exhaustion(a, &here);
    bool exhausted = setjmp(here) != 0;
    if (!exhausted) {
        Value *v = NULL;
        yaml_parser_set_input_string(&r->parser, (const unsigned char *)(source.n ? source.s : ""), (size_t)source.n);
        result = read_document(r, &v) ? v : NULL;
    }
    if (r->has_event) {
        yaml_event_delete(&r->event);
    }
    yaml_parser_delete(&r->parser);
    arena_on_exhaustion(a, outer);
    if (exhausted) {
        arena_exhausted(a);
    }
    return result;
}
