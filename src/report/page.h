// The page of a rule: what its manifest says, for people (`aqlint rule NAME`), for documentation and for programs.
#ifndef AQLINT_REPORT_PAGE_H
#define AQLINT_REPORT_PAGE_H

#include "report/report.h"

// For a terminal of opt->width columns (0: 80 are taken), in colour where `opt` says so.
void page_write_text(Out *o, const Rule *rule, const ReportOptions *opt);

// GitHub-flavoured Markdown.
void page_write_markdown(Out *o, const Rule *rule, const ReportOptions *opt);

// One JSON object, laid out, without a line end. Keys as ruff's (`ruff rule NAME --output-format json`) where it has the
// same: code name summary explanation url; ours besides.
void page_write_json(Out *o, const Rule *rule, const ReportOptions *opt, const char *indent);

// The scene of a latency rule as an SVG document: pattern and remedy on one time axis, and how their costs grow. false: the
// rule has no scene, and nothing was written.
bool page_write_svg(Out *o, const Rule *rule, const ReportOptions *opt);

// One HTML document of so many rules, which needs no other file; with a table of them in front where there are several.
void page_write_html(Out *o, const Rule *const *rules, int n, const ReportOptions *opt);

// A line for each rule: code, name, severity, summary; `-` before the severity of those that are off by default.
void page_write_index(Out *o, const ReportOptions *opt);

// The manifest's words for these.
const char *rule_kind_name(RuleKind k);
const char *rule_on_name(RuleOn on);
const char *option_kind_name(OptionKind k);

// What limits a severity: ", off unless selected", ", in tests a note", the like for programs, or nothing.
const char *rule_reservation(const Rule *rule);

// The default of an option as text: "10", "true", "a, b".
Text option_default(Arena *a, const RuleOption *option);

// One step through the Markdown of a rule's `doc`: paragraphs, headings, list items and code blocks.
typedef enum { BLOCK_END, BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_ITEM, BLOCK_CODE } BlockKind;

typedef struct {
    BlockKind kind;
    Text text;                  // HEADING: without the marks; ITEM: without the dash; PARAGRAPH, ITEM: still over lines;
                                // CODE: the lines between the fences
} Block;

// The next block of `*rest`, which it shortens.
Block block_next(Text *rest);

#endif
