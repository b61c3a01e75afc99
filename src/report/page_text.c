#include "report/display.h"
#include "report/measured.h"
#include "report/page.h"
#include "report/scene.h"
#include "report/style.h"
#include "report/timeline.h"

enum { INDENT = 2, WIDTH_UNKNOWN = 80, WIDTH_MOST = 100, WIDTH_LEAST = 30, PICTURE_MOST = 160 };

typedef struct {
    Out *o;
    Arena arena;                // for the whole page, and scratch by value
    const ReportOptions *opt;
    int width, picture;         // columns: of text, of pictures
} Page;

static void put_heading(Page *p, Text words)
{
    out_char(p->o, '\n');
    style_put(p->o, p->opt->color, STYLE_HEADING, words);
    out_char(p->o, '\n');
}

// A paragraph: its own line ends are only layout.
static void put_paragraph(Page *p, Text t, Text mark, int indent)
{
    Arena a = p->arena;
    Text line, words = T("");
    while (t.n) {
        text_cut(t, '\n', &line, &t);
        words = text_format(&a, "%.*s%s%.*s", PRI(words), words.n ? " " : "", PRI(text_trim(line)));
    }
    out_repeat(p->o, ' ', indent);
    out_put(p->o, mark);
    display_wrap(p->o, a, words, indent + (int)mark.n, indent + (int)mark.n, p->width);
    out_char(p->o, '\n');
}

static void put_code(Page *p, Text code)
{
    while (code.n) {
        Text line;
        text_cut(code, '\n', &line, &code);
        out_repeat(p->o, ' ', line.n ? 2 * INDENT : 0);
        out_put(p->o, line);
        out_char(p->o, '\n');
    }
}

static void put_doc(Page *p, Text doc)
{
    Block b = block_next(&doc);
    bool first = true, after_item = false;
    if (b.kind != BLOCK_HEADING) {
        put_heading(p, T("Why"));
    }
    for (; b.kind != BLOCK_END; b = block_next(&doc)) {
        if (!first && b.kind != BLOCK_HEADING && !(after_item && b.kind == BLOCK_ITEM)) {
            out_char(p->o, '\n');
        }
        if (b.kind == BLOCK_HEADING) {
            put_heading(p, b.text);
        } else if (b.kind == BLOCK_CODE) {
            put_code(p, b.text);
        } else {
            put_paragraph(p, b.text, b.kind == BLOCK_ITEM ? T("- ") : T(""), INDENT);
        }
        first = b.kind == BLOCK_HEADING;
        after_item = b.kind == BLOCK_ITEM;
    }
}

static void put_options(Page *p, const Rule *r)
{
    if (r->option_count) {
        put_heading(p, T("Options"));
    }
    for (int i = 0; i < r->option_count; i++) {
        const RuleOption *option = &r->options[i];
        Text value = option_default(&p->arena, option);
        value = value.n ? value : T("nothing");
        Text head = text_format(
            &p->arena, "%s (%s, default: %.*s)", option->name, option_kind_name(option->kind), PRI(value));
        put_paragraph(p, head, T(""), INDENT);
        put_paragraph(p, text_from(option->doc), T(""), 3 * INDENT);
    }
}

static void put_peers(Page *p, const Rule *r)
{
    Text list = T("");
    for (const char *const *peer = r->peers; peer && *peer; peer++) {
        list = text_format(&p->arena, "%.*s%s%s", PRI(list), list.n ? ", " : "", *peer);
    }
    if (list.n) {
        put_heading(p, T("The same check elsewhere"));
        put_paragraph(p, list, T(""), INDENT);
    }
}

static void put_severity(Page *p, const Rule *r)
{
    Text words = text_format(&p->arena, "%s, %s%s.%s%s", rule_kind_name(r->kind), severity_name(r->severity),
        rule_reservation(r), r->severity_reason[0] ? " " : "", r->severity_reason);
    put_paragraph(p, words, T(""), INDENT);
}

static void widen(int *widths, const Text *cells)
{
    for (int k = 0; k < MEASURED_COLUMNS; k++) {
        widths[k] = (int)cells[k].n > widths[k] ? (int)cells[k].n : widths[k];
    }
}

// Columns as wide as the widest cell of both sides.
static void measure_widths(Page *p, const RuleScene *s, int *widths)
{
    Arena a = p->arena;
    Text cells[MEASURED_COLUMNS];
    measured_head(&a, s, cells);
    widen(widths, cells);
    for (int i = 0; i < 2 * s->point_count; i++) {
        measured_row(&a, s, i % 2, i / 2, cells);
        widen(widths, cells);
    }
}

static void put_cells(Page *p, const Text *heads, const Text *cells, const int *widths)
{
    out_repeat(p->o, ' ', INDENT);
    for (int k = 0; k < MEASURED_COLUMNS; k++) {
        if (heads[k].n) {
            out_repeat(p->o, ' ', INDENT + widths[k] - (int)cells[k].n);
            out_put(p->o, cells[k]);
        }
    }
    out_char(p->o, '\n');
}

static void put_side(Page *p, const RuleScene *s, int side, Text name)
{
    Text heads[MEASURED_COLUMNS], cells[MEASURED_COLUMNS];
    int widths[MEASURED_COLUMNS] = {0};
    measure_widths(p, s, widths);
    out_char(p->o, '\n');
    put_paragraph(p, name, T(""), INDENT);
    measured_head(&p->arena, s, heads);
    put_cells(p, heads, heads, widths);
    for (int i = 0; i < s->point_count; i++) {
        measured_row(&p->arena, s, side, i, cells);
        put_cells(p, heads, cells, widths);
    }
}

static void put_measured(Page *p, const RuleScene *s)
{
    if (!s) {
        return;
    }
    put_heading(p, T("Measured"));
    put_paragraph(p, measured_summary(&p->arena, s), T(""), INDENT);
    put_side(p, s, 0, text_format(&p->arena, "%s:", s->load));
    put_side(p, s, 1, text_format(&p->arena, "The same with %s:", s->remedy));
}

// Both runs on one axis, so that they can be compared by eye.
static void put_pictures(Page *p, const RuleScene *s)
{
    Arena a = p->arena;
    if (!s) {
        return;
    }
    ScenePictures pictures = scene_run(&a, s);
    put_heading(p, T("Timeline"));
    for (int side = 0; side < 2; side++) {
        out_c(p->o, side ? "\n" : "");
        put_paragraph(p, text_format(&a, "%.*s:", PRI(scene_caption(&a, s, side))), T(""), INDENT);
        TimelineLook look = {.scratch = a, .color = p->opt->color, .ascii = p->opt->ascii, .width = p->picture, .span = pictures.span};
        timeline_text(p->o, pictures.side[side], &look);
    }
}

static void put_costs(Page *p, const Rule *r)
{
    MeasuredCost cost = {.at = 0};
    for (bool first = true; measured_cost(&p->arena, r, &cost); first = false) {
        if (first) {
            put_heading(p, T("What these calls take"));
        }
        put_paragraph(p, cost.words, T("- "), INDENT);
    }
}

void page_write_text(Out *o, const Rule *rule, const ReportOptions *opt)
{
    int width = opt->width ? opt->width : WIDTH_UNKNOWN;
    width = width > WIDTH_MOST ? WIDTH_MOST : width < WIDTH_LEAST ? WIDTH_LEAST : width;
    int picture = opt->width ? opt->width : WIDTH_UNKNOWN;
    Page p = {o, opt->scratch, opt, width, picture > PICTURE_MOST ? PICTURE_MOST : picture};
    style_put_code(o, opt, rule);
    out_char(o, ' ');
    style_put(o, opt->color, STYLE_HEADING, text_from(rule->name));
    out_char(o, '\n');
    put_paragraph(&p, text_from(rule->summary), T(""), INDENT);
    put_severity(&p, rule);
    put_doc(&p, text_from(rule->doc));
    put_heading(&p, T("Bad"));
    put_code(&p, text_from(rule->bad));
    put_heading(&p, T("Good"));
    put_code(&p, text_from(rule->good));
    put_measured(&p, rule->scene);
    put_pictures(&p, rule->scene);
    put_costs(&p, rule);
    put_options(&p, rule);
    put_peers(&p, rule);
}

static int longest_name(void)
{
    int most = 0;
    for (int i = 0; i < rule_count; i++) {
        int n = (int)text_from(rule_table[i].name).n;
        most = n > most ? n : most;
    }
    return most;
}

void page_write_index(Out *o, const ReportOptions *opt)
{
    int names = longest_name();
    for (int i = 0; i < rule_count; i++) {
        const Rule *r = &rule_table[i];
        Text severity = text_from(severity_name(r->severity));
        style_put_code(o, opt, r);
        out_format(o, "  %-*s  %c", names, r->name, r->on_by_default ? ' ' : '-');
        style_put(o, opt->color, style_of_severity(r->severity), severity);
        out_format(o, "%*s  %s\n", (int)(7 - severity.n), "", r->summary);
    }
}
