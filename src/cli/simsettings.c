// The options of a run, from the scenario and the command line.
#include "cli/complaint.h"
#include "cli/simsession.h"
#include "cli/simsource.h"

void sim_complain_place(SimSession *s, Text path, int line, int column, Text message)
{
    Text place = line > 0 ? text_format(s->arena, "%.*s:%d:%d", PRI(path), line, column) : path;
    complain_file(s->arena, place, message);
}

// "; did you mean `N`?", or the parameters that there are.
static Text nearest_parameter(SimSession *s, const Program *p, Text name)
{
    Texts known = {0};
    Text list = {0};
    for (int i = 1; i <= program_parameter_count(p); i++) {
        Text parameter = program_parameter_name(p, i);
        *list_push(s->arena, &known) = parameter;
        list = text_format(s->arena, "%.*s%s`%.*s`", PRI(list), i == 1 ? "; there is " : ", ", PRI(parameter));
        if (text_eq_nocase(parameter, name)) {
            return text_format(s->arena, "; did you mean `%.*s`?", PRI(parameter));
        }
    }
    Text near = text_nearest(name, known.at, known.n);
    return near.n ? text_format(s->arena, "; did you mean `%.*s`?", PRI(near)) : list;
}

static bool set_parameter(SimSession *s, const Scenario *scenario, double *parameters, Text assignment)
{
    Text name, value;
    double x;
    bool cut = text_cut(assignment, '=', &name, &value);
    int parameter = cut ? program_find_parameter(scenario->program, name) : 0;
    if (!cut) {
        complain(s->arena, "sim: `--param` needs NAME=VALUE, not `%.*s`", PRI(assignment));
        return false;
    }
    if (!parameter) {
        complain_file(s->arena, s->path, text_format(s->arena, "there is no parameter `%.*s`%.*s", PRI(name),
                                                     PRI(nearest_parameter(s, scenario->program, name))));
        return false;
    }
    if (!scenario_number(s->arena, value, &x)) {
        complain(s->arena, "sim: `--param %.*s`: this is no number or duration", PRI(assignment));
        return false;
    }
    parameters[parameter] = x;
    return true;
}

static bool set_parameters(SimSession *s, const Scenario *scenario, SimOptions *o)
{
    int n = program_parameter_count(scenario->program);
    double *parameters = NEW(s->arena, double, n + 1);
    for (int i = 1; i <= n; i++) {
        parameters[i] = program_parameter_default(scenario->program, i);
    }
    o->parameters = parameters;
    for (int i = 0; i < s->values.parameters.n; i++) {
        if (!set_parameter(s, scenario, parameters, s->values.parameters.at[i])) {
            return false;
        }
    }
    return true;
}

// What is made of source is an estimate: there the nearest version will do. Scenarios and traces claim to be CPython's.
static const SimProfile *nearest_profile(SimSession *s)
{
    const SimProfile *nearest = s->values.trace.n || !source_is_python(s->path) ? NULL : sim_profile_nearest(s->values.python);
    if (nearest) {
        complain(s->arena, "sim: the loop was not tested against Python %.*s; what follows is of %.*s", PRI(s->values.python),
                 PRI(sim_profile_version(nearest)));
    }
    return nearest;
}

static bool set_python(SimSession *s, SimOptions *o)
{
    if (s->values.python.n) {
        o->profile = sim_profile(s->values.python);
        o->profile = o->profile ? o->profile : nearest_profile(s);
    }
    if (!o->profile) {
        Text known = {0};
        for (int i = 0; sim_profile_at(i); i++) {
            Text version = sim_profile_version(sim_profile_at(i));
            known = text_format(s->arena, "%.*s%s%.*s", PRI(known), i ? ", " : "", PRI(version));
        }
        complain(s->arena, "sim: the loop was not tested against Python %.*s, only against %.*s", PRI(s->values.python),
                 PRI(known));
    }
    return o->profile != NULL;
}

bool sim_settings(SimSession *s, const Scenario *scenario, SimOptions *o)
{
    int64_t seed = 0;
    *o = scenario->options;
    if (s->values.seed.n) {
        if (!text_to_int(s->values.seed, &seed) || seed < 0) {
            complain(s->arena, "sim: `--seed` needs a whole number, not `%.*s`", PRI(s->values.seed));
            return false;
        }
        o->seed = (uint64_t)seed;
    }
    if (s->values.costs) {
        o->costs = s->values.costs == 1 ? (SimCosts){0} : sim_measured_costs();
    }
    return set_python(s, o) && set_parameters(s, scenario, o);
}

