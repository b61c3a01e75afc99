#include "cli/manual.h"

#include "cli/flags.h"
#include "cli/mdoc.h"
#include "cli/plan.h"
#include "cli/simcommand.h"

static void write_keys(Out *o)
{
    out_c(o, ".Bl -tag -width Ds\n");
    for (int i = 0; i < config_key_count(); i++) {
        ConfigKey key = config_key(i);
        out_format(o, ".It Cm %s : Ar \"%s\"\n", key.name, key.type);
        mdoc_text(o, text_from(key.doc));
        out_c(o, "Default:\n");
        mdoc_text(o, text_format(o->arena, "%s.", key.fallback));
    }
    out_c(o, ".El\n");
}

static void write_excludes(Out *o)
{
    for (const char *const *name = config_usual_excludes; *name; name++) {
        out_format(o, "%s.Pa %s %c\n", name[1] || name == config_usual_excludes ? "" : "and\n", *name,
                   name[1] ? ',' : '.');
    }
}

bool manual_write(Out *o, Text part)
{
    if (text_eq(part, T("--mdoc-options"))) {
        CommandText text = flags_text(o->arena, plan_formats(o->arena));
        help_write_mdoc(o, &text);
        return true;
    }
    if (text_eq(part, T("--mdoc-sim"))) {
        help_write_mdoc(o, sim_text());
        return true;
    }
    if (text_eq(part, T("--mdoc-keys"))) {
        write_keys(o);
        return true;
    }
    if (text_eq(part, T("--mdoc-excludes"))) {
        write_excludes(o);
        return true;
    }
    return false;
}
