// The rules as one page of HTML that needs nothing else: no script, no other file, the pictures in it as SVG.
#include "report/display.h"
#include "report/measured.h"
#include "report/page.h"
#include "report/scene.h"
#include "report/svg.h"
#include "report/timeline_svg.h"

static const char style[] =
    "body{font:16px/1.5 system-ui,sans-serif;color:#222;max-width:1000px;margin:2em auto;padding:0 1em}\n"
    "h1{font-size:1.7em}h2{font-size:1.4em;border-top:1px solid #ddd;padding-top:1.2em;margin-top:2.5em}\n"
    "h3{font-size:1.05em;margin-bottom:.3em}\n"
    "code,pre{font:14px/1.45 ui-monospace,monospace}code{background:#f3f3f3;padding:1px 3px;border-radius:3px}\n"
    "pre{background:#f7f7f7;border-left:4px solid #ddd;padding:.7em 1em;overflow-x:auto}\n"
    "pre.bad{border-color:#d55e00}pre.good{border-color:#009e73}pre code{background:none;padding:0}\n"
    "table{border-collapse:collapse;margin:.6em 0;display:block;overflow-x:auto}\n"
    "th,td{padding:.2em .8em;border-bottom:1px solid #eee;text-align:right;white-space:nowrap}\n"
    ".list td{text-align:left;white-space:normal}\n"
    ".error{color:#b3001b;font-weight:600}.warning{color:#9a5b00;font-weight:600}.note{color:#0060a0}\n"
    "svg{max-width:100%;height:auto}a{color:#0060a0;text-decoration:none}a:hover{text-decoration:underline}\n"
    ".meta{color:#555}\n";

static void put_escaped(Out *o, Text t)
{
    for (ptrdiff_t i = 0; i < t.n; i++) {
        switch (t.s[i]) {
        case '<': out_c(o, "&lt;"); break;
        case '>': out_c(o, "&gt;"); break;
        case '&': out_c(o, "&amp;"); break;
        case '"': out_c(o, "&quot;"); break;
        default: out_char(o, t.s[i]);
        }
    }
}

// Text with `code` in it.
static void put_inline(Out *o, Text t)
{
    Text part;
    bool code = false;
    for (bool more = true; more; code = !code) {
        more = text_cut(t, '`', &part, &t);
        out_c(o, code ? "<code>" : "");
        put_escaped(o, part);
        out_c(o, code ? "</code>" : "");
    }
}

static void put_element(Out *o, const char *name, Text t)
{
    out_format(o, "<%s>", name);
    put_inline(o, t);
    out_format(o, "</%s>\n", name);
}

static void put_code(Out *o, const char *class, Text code)
{
    out_format(o, "<pre class=\"%s\"><code>", class);
    put_escaped(o, code);
    out_c(o, "</code></pre>\n");
}

static void put_doc(Out *o, Text doc)
{
    Block b = block_next(&doc);
    bool in_list = false;
    out_c(o, b.kind == BLOCK_HEADING ? "" : "<h3>Why</h3>\n");
    for (; b.kind != BLOCK_END; b = block_next(&doc)) {
        bool item = b.kind == BLOCK_ITEM;
        out_c(o, item && !in_list ? "<ul>\n" : !item && in_list ? "</ul>\n" : "");
        in_list = item;
        if (b.kind == BLOCK_CODE) {
            put_code(o, "", b.text);
        } else {
            put_element(o, item ? "li" : b.kind == BLOCK_HEADING ? "h3" : "p", b.text);
        }
    }
    out_c(o, in_list ? "</ul>\n" : "");
}

// ---- what was measured

static void put_row(Out *o, const char *cell, const Text *heads, const Text *cells)
{
    out_c(o, "<tr>");
    for (int k = 0; k < MEASURED_COLUMNS; k++) {
        if (heads[k].n) {
            out_format(o, "<%s>", cell);
            put_escaped(o, cells[k]);
            out_format(o, "</%s>", cell);
        }
    }
    out_c(o, "</tr>\n");
}

static void put_table(Out *o, Arena a, const RuleScene *s, int side)
{
    Text heads[MEASURED_COLUMNS], cells[MEASURED_COLUMNS];
    measured_head(&a, s, heads);
    out_c(o, "<table>\n");
    put_row(o, "th", heads, heads);
    for (int i = 0; i < s->point_count; i++) {
        measured_row(&a, s, side, i, cells);
        put_row(o, "td", heads, cells);
    }
    out_c(o, "</table>\n");
}

static void put_picture(Out *o, Arena a, const Rule *r)
{
    ScenePictures p = scene_run(&a, r->scene);
    svg_begin(o, PICTURE_WIDTH, PICTURE_MARGIN + scene_height(&a, r->scene, &p), text_format(&a, "%s, drawn", r->name));
    draw_scene(o, &a, r->scene, &p, PICTURE_MARGIN);
    svg_end(o);
}

static void put_measured(Out *o, Arena a, const Rule *r)
{
    const RuleScene *s = r->scene;
    out_c(o, "<h3>Measured</h3>\n");
    put_element(o, "p", measured_summary(&a, s));
    put_picture(o, a, r);
    put_element(o, "p", text_format(&a, "%s:", s->load));
    put_table(o, a, s, 0);
    put_element(o, "p", text_format(&a, "The same with %s:", s->remedy));
    put_table(o, a, s, 1);
}

static void put_costs(Out *o, Arena a, const Rule *r)
{
    MeasuredCost cost = {.at = 0};
    bool first = true;
    for (; measured_cost(&a, r, &cost); first = false) {
        out_c(o, first ? "<h3>What these calls take</h3>\n<ul>\n" : "");
        put_element(o, "li", cost.words);
    }
    out_c(o, first ? "" : "</ul>\n");
}

// ---- a rule, and all of them

static void put_peers(Out *o, const Rule *r)
{
    out_c(o, r->peers && r->peers[0] ? "<p class=\"meta\">The same check elsewhere: " : "");
    for (const char *const *p = r->peers; p && *p; p++) {
        out_format(o, "%s%s", p == r->peers ? "" : ", ", *p);
    }
    out_c(o, r->peers && r->peers[0] ? "</p>\n" : "");
}

static void put_options(Out *o, Arena a, const Rule *r)
{
    out_c(o, r->option_count ? "<h3>Options</h3>\n<ul>\n" : "");
    for (int i = 0; i < r->option_count; i++) {
        const RuleOption *p = &r->options[i];
        Text value = option_default(&a, p);
        put_element(o, "li", text_format(&a, "`%s` (%s, default: %.*s): %s", p->name, option_kind_name(p->kind),
                                         PRI(value.n ? value : T("nothing")), p->doc));
    }
    out_c(o, r->option_count ? "</ul>\n" : "");
}

static void put_rule(Out *o, Arena a, const Rule *r)
{
    const char *severity = severity_name(r->severity);
    out_format(o, "<section id=\"%s\">\n<h2>%s %s</h2>\n", r->name, r->code, r->name);
    put_element(o, "p", text_from(r->summary));
    out_format(o, "<p class=\"meta\">%s, <span class=\"%s\">%s</span>%s. ", rule_kind_name(r->kind), severity, severity,
               rule_reservation(r));
    put_inline(o, text_from(r->severity_reason));
    out_c(o, "</p>\n");
    put_doc(o, text_from(r->doc));
    put_element(o, "h3", T("Bad"));
    put_code(o, "bad", text_from(r->bad));
    put_element(o, "h3", T("Good"));
    put_code(o, "good", text_from(r->good));
    if (r->scene) {
        put_measured(o, a, r);
    }
    put_costs(o, a, r);
    put_options(o, a, r);
    put_peers(o, r);
    out_c(o, "</section>\n");
}

static void put_index(Out *o, const Rule *const *rules, int n)
{
    out_c(o, "<table class=\"list\">\n");
    for (int i = 0; i < n; i++) {
        const Rule *r = rules[i];
        out_format(o, "<tr><td>%s</td><td><a href=\"#%s\">%s</a></td><td class=\"%s\">%s</td><td>", r->code, r->name, r->name,
                   severity_name(r->severity), severity_name(r->severity));
        put_inline(o, text_from(r->summary));
        out_c(o, "</td></tr>\n");
    }
    out_c(o, "</table>\n");
}

void page_write_html(Out *o, const Rule *const *rules, int n, const ReportOptions *opt)
{
    Arena a = opt->scratch;
    Text title = n == 1 ? text_format(&a, "%s %s", rules[0]->code, rules[0]->name) : T("The rules of aqlint");
    out_format(o, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%.*s</title>\n<style>\n%s</style>\n"
                  "</head>\n<body>\n", PRI(title), style);
    if (n != 1) {
        put_element(o, "h1", title);
        put_element(o, "p", T("A latency rule's severity is measured: its pattern and its remedy run on asyncio's event loop in virtual "
                              "time, with what the loop itself takes as measured of CPython. Delay is how late a heartbeat that is "
                              "due at the worst moment is heard; memory is that of the tasks and items alive, 1.2 KiB for a task and "
                              "1 KiB for an item."));
        put_index(o, rules, n);
    }
    for (int i = 0; i < n; i++) {
        put_rule(o, a, rules[i]);
    }
    out_c(o, "</body>\n</html>\n");
}
