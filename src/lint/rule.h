// A rule: the table entry that the manifest compiler makes from rules/NAME.yaml, and what its check in rules/NAME.c may
// use. Rules include this header only.
#ifndef AQLINT_LINT_RULE_H
#define AQLINT_LINT_RULE_H

#include "lint/finding.h"
#include "python/aftercall.h"
#include "python/api.h"
#include "python/ast.h"
#include "python/blocking.h"
#include "python/cancel.h"
#include "python/cancelscope.h"
#include "python/cfg.h"
#include "python/chain.h"
#include "python/closing.h"
#include "python/command.h"
#include "python/coroutine.h"
#include "python/fanout.h"
#include "python/feed.h"
#include "python/generator.h"
#include "python/handling.h"
#include "python/iteration.h"
#include "python/jobqueue.h"
#include "python/join.h"
#include "python/manager.h"
#include "python/poll.h"
#include "python/queue.h"
#include "python/reentry.h"
#include "python/shape.h"
#include "python/spin.h"
#include "python/stream.h"
#include "python/taskset.h"
#include "python/thread.h"
#include "python/word.h"
#include "python/weight.h"

typedef enum { KIND_LATENCY, KIND_CORRECTNESS, KIND_STYLE } RuleKind;

// Where a rule looks.
typedef enum { ON_CALL, ON_FUNCTION, ON_HANDLER, ON_WITH, ON_LOOP, ON_AWAIT, ON_MODULE, ON_COUNT } RuleOn;

typedef enum { OPTION_INT, OPTION_BOOL, OPTION_LIST } OptionKind;

typedef struct {
    const char *name, *doc;
    OptionKind kind;
    int64_t fallback;               // INT and BOOL
    const char *const *list;        // LIST: default entries, NULL-terminated
} RuleOption;

// A variant of what the rule says: `message` and `help` with {placeholders} that the check fills.
typedef struct {
    const char *name;               // "" for the only one
    const char *message, *help;
} RuleText;

typedef struct Check Check;

// Heads the definition of the check in rules/STEM.c (dashes as underscores), with the prototype that C wants:
//     CHECK(sleep_zero, c, n) { ... }
#define CHECK(stem, c, n) \
    void check_##stem(Check *c, Node *n); \
    void check_##stem(Check *c, Node *n)

// What the simulator measured of a rule's scene when aqlint was built: [0] the pattern, [1] its remedy.
typedef enum {
    FIGURE_STALL,                   // seconds: the longest iteration of the loop
    FIGURE_DELAY,                   // seconds: how late anything due at the worst moment runs (sim/latency.h)
    FIGURE_DELAY_P99,               // seconds: 99 of 100 moments are no worse
    FIGURE_DEPTH,                   // items in a queue, at most; NaN when there is none
    FIGURE_WAIT,                    // seconds from put to get, at most; NaN likewise
    FIGURE_TASKS,                   // tasks alive, at most
    FIGURE_MEMORY,                  // bytes that these tasks and items hold at most: MEMORY_TASK, MEMORY_ITEM (lint/grade.h)
    FIGURE_END,                     // seconds until all is done
    FIGURE_COUNT
} Figure;

// What a scene is watched for: how late anything on the loop runs, what waits in a queue, how long it all takes.
typedef enum { WATCH_LATENCY, WATCH_QUEUE, WATCH_END } SceneWatch;

typedef struct {
    double at;                      // the parameter
    double figures[2][FIGURE_COUNT];
} ScenePoint;

typedef struct {
    const char *load, *remedy;      // in words
    const char *parameter;          // what is varied
    const char *bad, *good;         // scenarios, as `aqlint sim` runs them
    const char *picture[2];         // the same beside a heartbeat, with so little load that one sees what happens
    double picture_at;              // the parameter there
    double growth[2];               // exponent of the delay in the parameter; NaN: not to be told
    double queue_growth[2];         // of the depth of the queue
    const ScenePoint *points;       // ascending
    int point_count;
    SceneWatch watch;               // what the severity follows from
    bool is_sensitive;              // an error only with the loop's own costs as they are: taken for a warning
    double reference, cost;         // seconds that the remedy saves at that value of the parameter
} RuleScene;

struct Rule {
    const char *code, *name, *summary;
    RuleKind kind;
    Severity severity;              // by default; measured where there is a scene
    const char *severity_reason;    // one sentence
    bool on_by_default;
    RuleOn on;
    const char *const *calls;       // ON_CALL: qualified names, NULL-terminated; NULL is every call. An entry "*.create_task"
                                    // matches any callee whose last part is that, resolved or not
    const char *const *triggers;    // words without one of which a file holds nothing for this rule, NULL-terminated; NULL:
                                    // any file that is looked at may
    const char *const *beside;      // in a file with one of the triggers, functions with one of these are wanted, too; or NULL
    const char *const *stray;       // triggers outside of coroutines only; or NULL
    bool is_blocking;               // looks where blocking_table says (python/blocking.h), not at `calls`
    int target;                     // finds nothing where the target version is not known, or lower; 0: any version
    bool note_in_tests;             // a test's loop, or an example's, keeps nobody waiting: what is found there is a note
    bool note_in_programs;          // nor does the loop of a program that somebody has started in a terminal
    bool in_async;                  // only where the nearest function scope is an async def; on: function, only coroutine functions
    const RuleText *texts;
    int text_count;
    const RuleOption *options;
    int option_count;
    const RuleScene *scene;         // NULL: the severity is declared
    const char *doc;                // why, and what instead: paragraphs of Markdown
    const char *bad, *good;         // whole small modules
    const char *const *peers;       // codes of other linters for the same check, NULL-terminated
    void (*check)(Check *c, Node *n);   // NULL: every match is a finding
};

// The generated table, ordered by code.
extern const Rule rule_table[];
extern const int rule_count;

enum { RULES_MAX = 256 };

// One run of one rule over one file.
struct Check {
    const Rule *rule;
    int rule_index;
    Module *module;                 // facts of the file (python/model.h)
    Blocking blocking;              // of a rule with `blocking`: what blocks at the node
    Arena *arena;                   // the file's: findings live as long
    const struct Settings *settings;
    struct FileRun *run;            // where reports go
};

// A value for a placeholder of the text.
typedef struct {
    const char *name;
    Text value;
} Fill;

// Adds a finding at `span` with the rule's text variant `variant` ("" when there is one), its placeholders filled.
// Traps when the variant or a placeholder does not exist: manifests are tested. Returns it for related places.
Finding *report(Check *c, Span span, const char *variant, const Fill *fills, int n);
#define REPORT(c, span, variant, ...) \
    report((c), (span), (variant), (Fill[]){{"", {0}}, __VA_ARGS__}, (int)(sizeof((Fill[]){{"", {0}}, __VA_ARGS__}) / sizeof(Fill)))

// The Python version that the code is for (311 for 3.11); 0 when it is not known.
int target_version(const Check *c);

// The same; where it is not known, the oldest Python that one may take to be in use.
int assumed_version(const Check *c);

// 311 as `3.11`.
Text version_text(const Check *c, int version);

// The source of a node for a message: on one line; when it is longer than 60 bytes a call is cut to `callee(...)`, anything
// else at its end.
Text code_text(const Check *c, const Node *n);

// Of a fan-out, for a message (fanout.c): what it goes over: `xs`, or `x.parts`, for each of `xs`; empty when that is not known.
// What is started: the callee of the coroutine. How many, of a constant number.
Text fanout_iterable(const Check *c, const Fanout *f);
Text fanout_coroutine(const Check *c, const Fanout *f);
Text fanout_count(const Check *c, const Fanout *f);

// It is wider than the rule's option `small`.
bool fanout_is_large(const Check *c, const Fanout *f);

// Shows what a fan-out goes over where its site does not, and makes a note of it when little speaks for many.
void report_fanout(Check *c, Finding *finding, const Fanout *f);

// Gives the finding another severity than the rule's, unless the user chose one for the rule; in tests or programs a note where the rule says so.
void report_severity(const Check *c, Finding *f, Severity severity);

// Makes a note of the finding, also where its figure would be grave: what it costs is paid once, or for a moment. A severity that the user chose stays.
void report_rare(const Check *c, Finding *f);

// Says what blocks, by its qualified name, where the finding is at something that only leads there: its cost is the finding's.
void report_blocks(Finding *f, Text name);

// Adds a secondary place of this file with a label.
void report_related(Check *c, Finding *f, Span span, const char *format, ...) __attribute__((format(printf, 4, 5)));

// The same in another file of the project.
void report_related_in(Check *c, Finding *f, const Source *source, Span span, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

// Another rule is on by default, or was selected: what it looks for is worth a word of this one.
bool rule_is_of_interest(const Check *c, int rule);

// The value of an option of the rule, from the configuration or its default.
int64_t option_int(const Check *c, const char *name);
bool option_entry(const Check *c, const char *name, int k, Text *entry);   // LIST: its k-th entry; false behind the last
bool option_has(const Check *c, const char *name, Text entry);     // LIST; entries may be globs with *

#endif
