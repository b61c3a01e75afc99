# Which folder may include which: arrows point down only. Run as `awk -f src/build/layers.awk src/*/*.[ch] rules/*.c`;
# prints each include that breaks a rule as path:line: message, and exits with 1 when there was one.
#
# Two folders on one line of the picture know nothing of each other (python and sim above all):
#
#     cli, serve -> report, config -> lint, measure -> python | sim -> base
#
# and some headers have one door only: a file that is named here and no other may include them.
BEGIN {
    below["base"]    = "base"
    below["sim"]     = "base sim"
    below["python"]  = "base python"
    below["lint"]    = "base python lint"
    below["measure"] = "base python sim lint measure"
    below["report"]  = "base python sim lint report"
    below["config"]  = "base python lint config"
    below["serve"]   = "base python sim lint measure report config serve"
    below["cli"]     = "base python sim lint measure report config serve cli"
    below["build"]   = "base sim lint build"
    door["yaml.h"]   = "src/base/yaml.c"
    door["tree_sitter/api.h"] = "src/python/*.c"
    door["tree_sitter/parser.h"] = "src/python/grammar_tables.h"
}

function complain(message) {
    printf "%s:%d: %s\n", FILENAME, FNR, message
    bad = 1
}

function check_door(header) {
    if (door[header] ~ /\*/) {
        if (FILENAME !~ /(^|\/)src\/python\/[^\/]*\.c$/) complain(header " belongs to one file of src/python/")
        else if (entered[header] && entered[header] != FILENAME) complain(header " is included by " entered[header] " already")
        entered[header] = FILENAME
    } else if (substr(FILENAME, length(FILENAME) - length(door[header]) + 1) != door[header]) {
        complain(header " belongs to " door[header])
    }
}

/^[ \t]*#[ \t]*include[ \t]*["<]/ {
    split($0, part, /["<>]/)
    header = part[2]
    if (header in door) check_door(header)
    parts = split(FILENAME, path, "/")
    folder = path[parts - 1]
    if (folder == "rules") {
        if (header != "lint/rule.h") complain("a rule includes lint/rule.h alone, not " header)
        next
    }
    if (!(folder in below)) complain("src/" folder "/ has no place in the layers of src/build/layers.awk")
    else if (index($0, "\"")) {
        to = substr(header, 1, index(header, "/") - 1)
        if (!index(" " below[folder] " ", " " to " ")) complain(folder " may not include " header)
    }
}

END { exit bad }
