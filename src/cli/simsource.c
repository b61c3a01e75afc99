#include "cli/simsource.h"

#include "base/os.h"
#include "cli/complaint.h"

enum { SOURCE_LIMIT = 8 << 20 };

// Where the function's name begins, or the end of the path.
static ptrdiff_t end_of_file(Text path)
{
    ptrdiff_t colon = text_find(path, T(".py:"));
    return colon >= 0 ? colon + 3 : path.n;
}

bool source_is_python(Text path)
{
    return text_ends(text_sub(path, 0, end_of_file(path)), T(".py"));
}

// "3.12.1" and "3.12" are 312; the default is 311.
static int version_of(Text python)
{
    Text major, rest, minor;
    int64_t x = 3, y = 11;
    if (python.n && text_cut(python, '.', &major, &rest)) {
        text_cut(rest, '.', &minor, &rest);
        text_to_int(major, &x);
        text_to_int(minor, &y);
    }
    return (int)(x * 100 + y);
}

static Module *read_module(Arena *a, Text file, ProjectReader *reader)
{
    Text bytes;
    int error = os_read_file(a, file, SOURCE_LIMIT, &bytes);
    if (error) {
        complain_file(a, file, os_error_text(a, error));
        return NULL;
    }
    Source *source = NEW(a, Source, 1);
    *source = source_read(a, file, bytes);
    Ast *ast = ast_parse(reader->parser, a, source);
    Project *project = project_new(NULL, 0, SOURCE_LIMIT, (size_t)1 << 28);
    if (!project) {
        arena_exhausted(a);
    }
    project_set_reader(project, reader);
    return module_new(a, source, ast, project, reader, os_absolute(a, file));
}

Scenario *source_scenario(Arena *a, Text path, Text python, const AssumeTable *assume, Assumptions *assumed)
{
    ptrdiff_t end = end_of_file(path);
    Text file = text_sub(path, 0, end), name = end < path.n ? text_sub(path, end + 1, path.n) : T("");
    ProjectReader *reader = NEW(a, ProjectReader, 1);
    *reader = (ProjectReader){.parser = parser_new(), .file = a, .modules = {a, a}};
    if (!reader->parser) {
        arena_exhausted(a);
    }
    Module *m = read_module(a, file, reader);
    Scenario *s = NULL;
    if (m) {
        LowerOptions options = {.assume = assume, .python = version_of(python)};
        Lowered lowered = lower_file(a, m, name, &options);
        if (lowered.program) {
            s = NEW(a, Scenario, 1);
            *s = (Scenario){.name = path, .program = lowered.program, .options = sim_options()};
            *assumed = lowered.assumed;
        } else {
            Text where = lowered.module->source->path;
            complain_file(a, text_format(a, "%.*s:%d:%d", PRI(where), lowered.at.line, lowered.at.column), lowered.why);
        }
        project_free(m->project);
    }
    parser_free(reader->parser);
    return s;
}
