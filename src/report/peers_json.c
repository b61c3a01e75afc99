#include "lint/peer.h"
#include "report/peers.h"
#include "report/tree.h"

static void add_texts(Tree *t, json_t *o, const char *key, const Texts *list)
{
    json_t *array = tree_set(t, o, key, json_array());
    for (int i = 0; i < list->n; i++) {
        tree_append(t, array, json_stringn(list->at[i].s, (size_t)list->at[i].n));
    }
}

static void add_rules(Tree *t, const PeersChoice *choice)
{
    json_t *array = tree_set(t, t->root, "rules", json_array());
    for (int i = 0; i < rule_count; i++) {
        Texts peers = {0};
        for (const char *const *p = rule_table[i].peers; p && *p; p++) {
            *list_push(&t->scratch, &peers) = text_from(*p);
        }
        if (choice->has[i]) {
            json_t *o = tree_append(t, array, json_object());
            tree_set_text(t, o, "code", text_from(rule_table[i].code));
            tree_set_text(t, o, "name", text_from(rule_table[i].name));
            add_texts(t, o, "peers", &peers);
        }
    }
}

static void add_codes(Tree *t, const PeersChoice *choice)
{
    json_t *array = tree_set(t, t->root, "peers", json_array());
    Texts codes = peer_codes(&t->scratch, choice->has);
    for (int i = 0; i < codes.n; i++) {
        Texts linters = peer_linters(&t->scratch, codes.at[i]), names = {0};
        PeerRules rules = peer_rules(&t->scratch, codes.at[i]);
        for (int k = 0; k < rules.n; k++) {
            *list_push(&t->scratch, &names) = text_from(rule_table[rules.at[k]].code);
        }
        json_t *o = tree_append(t, array, json_object());
        tree_set_text(t, o, "code", codes.at[i]);
        add_texts(t, o, "linters", &linters);
        add_texts(t, o, "rules", &names);
    }
}

static void add_gaps(Tree *t)
{
    const PeerGap *gap;
    json_t *array = tree_set(t, t->root, "without_rule", json_array());
    for (int next = 0; (gap = peer_gap_at(&next)) != NULL;) {
        Texts linters = peer_linters(&t->scratch, text_from(gap->code));
        json_t *o = tree_append(t, array, json_object());
        tree_set_text(t, o, "code", text_from(gap->code));
        add_texts(t, o, "linters", &linters);
        tree_set_text(t, o, "reason", text_from(gap->reason));
    }
}

static void fill(Tree *t, const void *context)
{
    const PeersChoice *choice = context;
    add_rules(t, choice);
    add_codes(t, choice);
    if (choice->all) {
        add_gaps(t);
    }
}

void peers_write_json(Out *o, const PeersChoice *choice, const ReportOptions *opt)
{
    tree_write(o, opt->scratch, "", JSON_INDENT(2), fill, choice);
    out_char(o, '\n');
}
