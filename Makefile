# aqlint. `make` builds build/aqlint; `make check` runs all tests. See README.md.
#
#   make deps       installs the packages needed (Debian, Ubuntu), or says what is missing; also
#                   deps-check for the tests, deps-ci for .ci/run, deps-bench for the figures
#   make check      all tests          make bless   rewrites goldens (read the diff)
#   make bench      the figures        make fuzz    the fuzzers, for a bounded time
#   make layers     the include rules  make install PREFIX=/usr/local
#   make compare    the article's programs in real time and simulated; unbounded queues of a corpus, by another checker
#   make peers      ruff and flake8-async beside aqlint, on the corpus (testdata/peers)
#
#   CC=clang  BUILD=DIR  WERROR=1  SAN=address,undefined | thread  TREE_SITTER=system
#   FUZZ_SECONDS=60  CORPUS=DIR
#
# Everything is compiled plainly below $(BUILD)/, for the tests; the product is compiled once more for link-time
# optimisation below $(BUILD)/lto/ where the compiler does that out of the box (gcc) and no sanitizer is on.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

VERSION := 0.1.0
ifeq ($(origin CC),default)
CC      := cc
endif
PREFIX  ?= /usr/local
BUILD   ?= build
SAN     ?=
CLANG   := $(findstring clang,$(shell $(CC) --version 2>/dev/null))
LTO     ?= $(if $(SAN)$(CLANG),,-flto=auto)
OPT     ?= $(if $(SAN),-O1 -g -fno-omit-frame-pointer,-O2)
PKGS    := yaml-0.1 jansson libpcre2-8 libutf8proc

STD     := -std=c11 -D_GNU_SOURCE
WARN    := -Wall -Wextra -Wconversion -Wshadow -Wmissing-prototypes -Wno-sign-conversion -Wno-string-conversion $(if $(WERROR),-Werror)
# Figures must be the same everywhere: no fused multiply-add (src/sim compares doubles bit for bit with CPython's).
FP      := -ffp-contract=off
SANITIZE := $(if $(SAN),-fsanitize=$(SAN))
override CFLAGS   += $(STD) $(OPT) $(FP) -pthread $(SANITIZE) $(if $(SAN),-fno-sanitize-recover=all)
override CPPFLAGS += -Isrc -I. -I$(BUILD)/gen -DAQLINT_VERSION='"$(VERSION)"' \
                     $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
override LDFLAGS  += -pthread $(OPT) $(SANITIZE)
LDLIBS  := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm

# The pinned sources of tree-sitter (grammars/), or the system's.
NODE_MODULES := grammars/node_modules
TS_CORE   := $(NODE_MODULES)/tree-sitter/vendor/tree-sitter/lib
TS_PYTHON := $(NODE_MODULES)/tree-sitter-python/src
ifeq ($(TREE_SITTER),system)
PKGS     += tree-sitter tree-sitter-python
override CPPFLAGS += $(shell pkg-config --cflags tree-sitter tree-sitter-python 2>/dev/null)
LDLIBS   += $(shell pkg-config --libs tree-sitter tree-sitter-python 2>/dev/null)
else
override CPPFLAGS += -isystem $(TS_CORE)/include -isystem $(TS_PYTHON) -DGRAMMAR_TABLES
TS_OBJ   := $(BUILD)/ts/lib.o $(BUILD)/ts/parser.o $(BUILD)/ts/scanner.o
TS_READY := $(NODE_MODULES)/.fetched
endif

SRC      := $(filter-out %_test.c %_fuzz.c,$(wildcard src/*/*.c))
MAIN     := src/cli/main.c
TOOLS    := $(wildcard src/build/*.c)
BASE     := $(filter src/base/%,$(SRC))
SIM      := $(filter src/sim/%,$(SRC))
# What runs over the tables of the pinned grammar has no use for others.
TABLES   := src/python/grammar.c src/python/grammar_token.c src/python/lr.c src/python/lr_choice.c src/python/lr_token.c
ifeq ($(TREE_SITTER),system)
SRC      := $(filter-out $(TABLES),$(SRC))
endif
LIB      := $(filter-out $(MAIN) $(TOOLS),$(SRC)) $(wildcard rules/*.c)
OBJ      := $(LIB:%.c=$(BUILD)/%.o) $(BUILD)/gen/rules.o
TESTS    := $(patsubst %.c,$(BUILD)/%,$(filter-out $(if $(filter system,$(TREE_SITTER)),src/python/lr_test.c),$(wildcard src/*/*_test.c)))
FUZZERS  := $(patsubst %.c,$(BUILD)/%,$(wildcard src/*/*_fuzz.c))
PRODUCT  := $(patsubst $(BUILD)/%,$(BUILD)/$(if $(LTO),lto/)%,$(OBJ) $(MAIN:%.c=$(BUILD)/%.o))

.PHONY: all deps check bless tests fuzzers bench fuzz layers compare peers install clean fetch packages FORCE
all: $(BUILD)/aqlint

$(BUILD)/aqlint: $(PRODUCT) $(TS_OBJ)
	$(CC) $(LDFLAGS) $(LTO) -o $@ $^ $(LDLIBS)

$(BUILD)/libaqlint.a: $(OBJ) $(TS_OBJ)
	@rm -f $@
	@ar rcs $@ $^

# The simulator alone, for other programs: src/sim/sim.h. Those that read scenarios link with libyaml too.
$(BUILD)/libsim.a: $(patsubst %.c,$(BUILD)/%.o,$(SIM) $(BASE))
	@rm -f $@
	@ar rcs $@ $^

COMPILE = @mkdir -p $(@D); echo 'cc $@'; $(CC) $(CFLAGS) $(WARN) $(CPPFLAGS) -MMD -MP -c -o $@

$(BUILD)/%.o: %.c $(BUILD)/flags | packages $(TS_READY)
	$(COMPILE) $<

$(BUILD)/lto/%.o: %.c $(BUILD)/flags | packages $(TS_READY)
	$(COMPILE) $(LTO) $<

# The manifest compiler: rules/*.yaml -> one C table, with what the simulator measures of their scenes. Built from base and
# sim, and the rule that makes severities of figures.
$(BUILD)/manifest: $(patsubst %.c,$(BUILD)/%.o,$(TOOLS) $(BASE) $(SIM) src/lint/grade.c)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/gen/rules.c: $(BUILD)/manifest $(wildcard rules/*.yaml) $(wildcard rules/*.c) rules
	@mkdir -p $(@D)
	$(BUILD)/manifest $(sort $(wildcard rules/*.yaml)) > $@

$(BUILD)/gen/rules.o: $(BUILD)/gen/rules.c
	$(COMPILE) $<

$(BUILD)/lto/gen/rules.o: $(BUILD)/gen/rules.c
	$(COMPILE) $(LTO) $<

# Fetched sources: no warnings, always optimised (also under the sanitizers, which watch ours).
COMPILE_TS = @mkdir -p $(@D); echo 'cc $@'; $(CC) $(STD) -O2 -w -c -o $@

$(BUILD)/ts/lib.o: src/python/core.inc grammars/package-lock.json $(BUILD)/flags | $(TS_READY)
	$(COMPILE_TS) -I$(TS_CORE)/include -I$(TS_CORE)/src -x c src/python/core.inc

$(BUILD)/ts/parser.o: grammars/package-lock.json $(BUILD)/flags | $(TS_READY)
	$(COMPILE_TS) -I$(TS_PYTHON) $(TS_PYTHON)/parser.c

$(BUILD)/ts/scanner.o: src/python/scanner.inc grammars/package-lock.json $(BUILD)/flags | $(TS_READY)
	$(COMPILE_TS) -I$(TS_PYTHON) -x c src/python/scanner.inc

fetch: $(TS_READY)
$(NODE_MODULES)/.fetched: grammars/package-lock.json
	@grammars/fetch

# Another compiler or sanitizer in the same $(BUILD) compiles everything anew; WERROR alone does not.
FLAGS = $(CC) $(CFLAGS) $(CPPFLAGS) $(LTO)
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || echo '$(subst ','\'',$(FLAGS))' > $@

packages:
	@pkg-config --print-errors --exists $(PKGS) || { echo "aqlint: libraries are missing; run 'make deps'" >&2; exit 1; }

deps: deps-build
deps-%:
	@sh src/build/deps $*

# One program per unit test file, one per fuzzer.
tests: $(TESTS)
$(BUILD)/src/%_test: $(BUILD)/src/%_test.o $(BUILD)/libaqlint.a
	@echo 'ld $@'; $(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

# Stands between arena_alloc and all who call it.
$(BUILD)/src/cli/memory_test: private override LDFLAGS += -Wl,--wrap=arena_alloc -Wl,--wrap=arena_take

fuzzers: $(FUZZERS)
$(BUILD)/src/%_fuzz: $(BUILD)/src/%_fuzz.o $(BUILD)/libaqlint.a
	@echo 'ld $@'; $(CC) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(LDLIBS)

# testdata/run runs the unit tests and every driver (testdata/*/run, rules/run), and sums up.
check bless: $(BUILD)/aqlint $(BUILD)/manifest $(BUILD)/libsim.a tests
	@BUILD='$(BUILD)' CC='$(CC)' SAN='$(SAN)' testdata/run $(if $(filter bless,$@),--bless) $(TESTS)

layers:
	@awk -f src/build/layers.awk src/*/*.[ch] rules/*.c

fuzz:
	@$(MAKE) CC=clang SAN=fuzzer-no-link,address,undefined BUILD='$(BUILD)/fuzz' fuzzers
	@src/build/fuzz '$(BUILD)/fuzz' $(FUZZ_SECONDS)

CORPUS ?= $(BUILD)/corpus
compare: $(BUILD)/aqlint
	@testdata/oracle/compare --aqlint '$(BUILD)/aqlint'
	@BUILD='$(BUILD)' testdata/measure/compare
	@testdata/corpus/fetch '$(CORPUS)'
	@testdata/astcheck/compare '$(BUILD)/aqlint' '$(CORPUS)'

peers: $(BUILD)/aqlint
	@BUILD='$(BUILD)' CORPUS='$(CORPUS)' testdata/peers/compare

bench: $(BUILD)/aqlint $(BUILD)/testdata/bench/parse
	@BUILD='$(BUILD)' testdata/bench/bench
	@BUILD='$(BUILD)' testdata/sim/bench/compare

# The floor that aqlint is measured against: the same tree-sitter, as it was fetched, with the allocator that it has by
# itself.
$(BUILD)/testdata/bench/parse: $(BUILD)/testdata/bench/parse.o \
    $(if $(TS_OBJ),$(BUILD)/testdata/bench/lib.o $(BUILD)/testdata/bench/scanner.o $(BUILD)/ts/parser.o)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/testdata/bench/lib.o: grammars/package-lock.json $(BUILD)/flags | $(TS_READY)
	$(COMPILE_TS) -I$(TS_CORE)/include -I$(TS_CORE)/src $(TS_CORE)/src/lib.c

$(BUILD)/testdata/bench/scanner.o: grammars/package-lock.json $(BUILD)/flags | $(TS_READY)
	$(COMPILE_TS) -I$(TS_PYTHON) $(TS_PYTHON)/scanner.c

install: $(BUILD)/aqlint
	mkdir -p '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/man/man1' '$(DESTDIR)$(PREFIX)/share/man/man5'
	install -m 755 $(BUILD)/aqlint '$(DESTDIR)$(PREFIX)/bin/aqlint'
	for page in man/*.[15]; do \
	    install -m 644 "$$page" "$(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/" || exit 1; \
	done

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -path '$(BUILD)/corpus' -prune -o -type f -name '*.d' -print 2>/dev/null)
