// Rules and the codes that other linters have for the same checks, both ways, and the codes that no rule stands for.
#ifndef AQLINT_REPORT_PEERS_H
#define AQLINT_REPORT_PEERS_H

#include "report/report.h"

// Which rules: all for which `has` (by index into rule_table) is true. The codes are those of these rules; those without
// a rule are told of only where all rules are.
typedef struct {
    const bool *has;
    bool all;
} PeersChoice;

void peers_write_text(Out *o, const PeersChoice *choice, const ReportOptions *opt);
void peers_write_markdown(Out *o, const PeersChoice *choice, const ReportOptions *opt);

// An object of three arrays: `rules` (code, name, peers), `peers` (code, linters, rules) and `without_rule` (code,
// linters, reason).
void peers_write_json(Out *o, const PeersChoice *choice, const ReportOptions *opt);

#endif
