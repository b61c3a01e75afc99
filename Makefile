# aqlint. `make` builds build/aqlint; `make check` runs all tests. See README.md.
#
#   make deps       installs the packages needed (Debian, Ubuntu), or says what is missing
#   make check      all tests          make bless   rewrites goldens (read the diff)
#   make bench      the figures        make fuzz    the fuzzers, for a bounded time
#   make layers     the include rules  make install PREFIX=/usr/local
#
#   CC=clang  BUILD=DIR  WERROR=1  SAN=address,undefined | thread  TREE_SITTER=system

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:

VERSION := 0.1.0
CC      ?= cc
ifeq ($(origin CC),default)
CC      := cc
endif
PREFIX  ?= /usr/local
BUILD   ?= build
SAN     ?=
LTO     ?= $(if $(SAN),,-flto)
OPT     ?= $(if $(SAN),-O1 -g -fno-omit-frame-pointer,-O2)
PKGS    := yaml-0.1 jansson libpcre2-8 libutf8proc

STD     := -std=c11 -D_GNU_SOURCE
WARN    := -Wall -Wextra -Wconversion -Wshadow -Wmissing-prototypes -Wno-sign-conversion $(if $(WERROR),-Werror)
# Figures must be the same everywhere: no fused multiply-add (src/sim compares doubles bit for bit with CPython's).
FP      := -ffp-contract=off
CFLAGS  := $(STD) $(OPT) $(FP) $(LTO) $(if $(SAN),-fsanitize=$(SAN) -fno-sanitize-recover=all)
CPPFLAGS := -Isrc -I. -I$(BUILD)/gen -DAQLINT_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
LDFLAGS := -pthread $(OPT) $(LTO) $(if $(SAN),-fsanitize=$(SAN))
LDLIBS  := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lm

# The pinned sources of tree-sitter (grammars/), or the system's.
NODE_MODULES := grammars/node_modules
TS_CORE   := $(NODE_MODULES)/tree-sitter/vendor/tree-sitter/lib
TS_PYTHON := $(NODE_MODULES)/tree-sitter-python/src
ifeq ($(TREE_SITTER),system)
CPPFLAGS += $(shell pkg-config --cflags tree-sitter tree-sitter-python)
LDLIBS   += $(shell pkg-config --libs tree-sitter tree-sitter-python)
TS_OBJ   :=
TS_READY :=
else
CPPFLAGS += -isystem $(TS_CORE)/include
TS_OBJ   := $(BUILD)/ts/lib.o $(BUILD)/ts/parser.o $(BUILD)/ts/scanner.o
TS_READY := $(NODE_MODULES)/.fetched
endif

SRC      := $(filter-out %_test.c %_fuzz.c,$(wildcard src/*/*.c))
MAIN     := src/cli/main.c
TOOLS    := $(wildcard src/build/*.c)
LIB_SRC  := $(filter-out $(MAIN) $(TOOLS),$(SRC)) $(wildcard rules/*.c)
LIB_OBJ  := $(LIB_SRC:%.c=$(BUILD)/%.o) $(BUILD)/gen/rules.o $(TS_OBJ)
TEST_SRC := $(wildcard src/*/*_test.c)
TESTS    := $(TEST_SRC:%.c=$(BUILD)/%)

.PHONY: all deps check bless bench fuzz layers install clean fetch
all: $(BUILD)/aqlint

$(BUILD)/aqlint: $(BUILD)/src/cli/main.o $(BUILD)/libaqlint.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/libaqlint.a: $(LIB_OBJ)
	@rm -f $@
	@$(or $(AR_LTO),$(if $(LTO),$(if $(findstring clang,$(CC)),llvm-ar,gcc-ar),ar)) rcs $@ $^

$(BUILD)/%.o: %.c | $(TS_READY)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(WARN) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# The manifest compiler: rules/*.yaml -> one C table. Built from base alone.
$(BUILD)/manifest: $(TOOLS:%.c=$(BUILD)/%.o) $(patsubst %.c,$(BUILD)/%.o,$(filter-out %_test.c,$(wildcard src/base/*.c)))
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(BUILD)/gen/rules.c: $(BUILD)/manifest $(wildcard rules/*.yaml) $(wildcard rules/*.c) rules
	@mkdir -p $(@D)
	$(BUILD)/manifest $(sort $(wildcard rules/*.yaml)) > $@

$(BUILD)/gen/rules.o: $(BUILD)/gen/rules.c
	$(CC) $(CFLAGS) $(WARN) $(CPPFLAGS) -MMD -MP -c -o $@ $<

# Fetched sources: no warnings, always optimised (also under the sanitizers, which watch ours).
$(BUILD)/ts/lib.o: $(TS_READY)
	@mkdir -p $(@D)
	$(CC) $(STD) -O2 $(LTO) -w -I$(TS_CORE)/include -I$(TS_CORE)/src -c -o $@ $(TS_CORE)/src/lib.c

$(BUILD)/ts/%.o: $(TS_READY)
	@mkdir -p $(@D)
	$(CC) $(STD) -O2 $(LTO) -w -I$(TS_PYTHON) -c -o $@ $(TS_PYTHON)/$*.c

fetch: $(NODE_MODULES)/.fetched
$(NODE_MODULES)/.fetched: grammars/package-lock.json grammars/fetch
	grammars/fetch
	@touch $@

# One program per unit test file.
$(BUILD)/src/%_test: $(BUILD)/src/%_test.o $(BUILD)/libaqlint.a
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS) -lcmocka

clean:
	rm -rf $(BUILD)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
