# make            the program, build/policyc
# make site       the pages of policies/ in public/ (installs what it needs on Debian)
# make pdf        the same, with each policy as PDF (installs Java and Apache FOP)
# make test       every test (installs what it needs on Debian); the last line is the count
# make check      the short loop: of the tests those that a small change needs, in about a minute
# make torture    what takes longer: a build killed 200 times, and each fuzz target for FUZZ_SECONDS
# make install    PREFIX=/usr/local DESTDIR=
# make fuzz       FUZZ_SECONDS=1200 for each target, or for those of FUZZ="NAME…"
# make screenshots  a picture of each kind of page in build/screenshots: wide, narrow, without scripts, printed; and of
#                   versions of every standing in build/screenshots/versions
# make setup layers format golden-update bench clean
#
# DEVELOPER=1                       warnings are errors
# SANITIZE=address,undefined        the program with sanitizers, in build/<mode>/policyc; or SANITIZE=thread
# CC=clang V=1                      another compiler; the commands in full

PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
FUZZ_SECONDS ?= 1200

comma := ,
MODE := $(CC)$(if $(DEVELOPER),-developer)$(if $(SANITIZE),-$(subst $(comma),-,$(SANITIZE)))
OUT := build/$(MODE)
PROGRAM := $(if $(SANITIZE),$(OUT)/policyc,build/policyc)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wwrite-strings -Wvla \
	-Wformat=2 $(if $(DEVELOPER),-Werror)
PACKAGES := yaml-0.1 libcmark-gfm libgit2 libxml-2.0 jansson nettle hunspell
# Asked once, and only when something is compiled: `make site` runs on a machine that has no pkg-config yet.
ask = $(or $(shell pkg-config --$(1) $(PACKAGES)),$(NOT_THERE))
PACKAGE_CFLAGS = $(eval PACKAGE_CFLAGS := $(call ask,cflags))$(PACKAGE_CFLAGS)
PACKAGE_LIBS = $(eval PACKAGE_LIBS := $(call ask,libs))$(PACKAGE_LIBS)
NOT_THERE = $(error the libraries are not all there; `make setup` installs them)

FORTIFY := $(if $(filter-out -O0,$(filter -O%,$(CFLAGS))),-D_FORTIFY_SOURCE=2)
# What is shipped is optimised across files, a tenth faster; linking it takes some seconds.
ACROSS_FILES := $(if $(DEVELOPER)$(SANITIZE),,-flto=auto)
HARDENING := $(if $(SANITIZE),-fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer,\
	-fstack-protector-strong $(FORTIFY))
COMPILE = $(CC) -std=c11 -D_DEFAULT_SOURCE -D_POSIX_C_SOURCE=200809L -Isrc -include src/base/banned.h \
	$(CPPFLAGS) $(CFLAGS) $(ACROSS_FILES) -pthread $(WARNINGS) $(HARDENING) $(PACKAGE_CFLAGS)
LINK = $(CC) $(CFLAGS) $(ACROSS_FILES) -pthread $(HARDENING) $(LDFLAGS)
LIBS = $(PACKAGE_LIBS) -lunistring -lm $(LDLIBS)
Q := $(if $(V),,@)

SOURCES := $(sort $(wildcard src/*/*.c))
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o)
# What tests link: all but the command line.
PARTS := $(filter-out $(OUT)/src/cli/%,$(OBJECTS))
# The same in one list, from which each of the many small programs takes what it uses: much less to link.
ARCHIVE := $(OUT)/parts.a
UNIT_TESTS := $(patsubst %.c,$(OUT)/%,$(sort $(wildcard tests/unit/test_*.c)))
FUZZERS := $(patsubst %.c,$(OUT)/%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))
# What the fuzz targets share.
DIFF_APPLY := $(OUT)/tests/unit/diff_apply.o
FUZZ_PARTS := $(DIFF_APPLY) $(patsubst %.c,$(OUT)/%.o,$(filter-out tests/fuzz/fuzz_%,$(sort $(wildcard tests/fuzz/*.c))))
BENCHES := $(patsubst %.c,$(OUT)/%,$(sort $(wildcard bench/*.c)))

.PHONY: all setup site pdf style screenshots check test torture objects unit-tests fuzzers layers format golden-update \
	bench fuzz install clean FORCE
.DELETE_ON_ERROR:
.SECONDARY:

# Pages of the manual, with the parts that come from the program's own tables.
MANUAL := $(if $(SANITIZE),,build/policyc.1 build/policyc.5)

all: $(PROGRAM) $(MANUAL)

# The program has one name in either mode, so a change of mode links it again.
$(PROGRAM): $(OBJECTS) $(if $(SANITIZE),,build/mode)
	@echo "  LINK $@"
	@mkdir -p $(@D)
	$(Q)$(LINK) -o $@ $(OBJECTS) $(LIBS)

$(MANUAL): build/%: src/cli/% src/cli/manual-page $(PROGRAM)
	@echo "  MAN  $@"
	$(Q)src/cli/manual-page build/policyc $< >$@

build/mode: FORCE
	@mkdir -p $(@D)
	@echo '$(MODE)' | cmp -s - $@ || echo '$(MODE)' >$@

# A change of flags makes everything again.
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' >$@

$(OUT)/%.o: %.c $(OUT)/flags
	@echo "  CC   $<"
	@mkdir -p $(@D)
	$(Q)$(COMPILE) -MMD -MP -c -o $@ $<

$(OUT)/src/pdf/pdf_java.o: src/pdf/PdfRenderer.java

# Made anew, so that nothing stays in it of a source that is gone.
$(ARCHIVE): $(PARTS)
	@rm -f $@
	$(Q)$(if $(findstring -flto,$(ACROSS_FILES)),gcc-ar,ar) rcT $@ $^

$(UNIT_TESTS): $(OUT)/tests/unit/%: $(OUT)/tests/unit/%.o $(ARCHIVE)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $(filter %.o,$^) $(ARCHIVE) $(LIBS) -lcmocka

$(OUT)/tests/unit/test_diff_properties: $(DIFF_APPLY)

$(FUZZERS): $(OUT)/tests/fuzz/%: $(OUT)/tests/fuzz/%.o $(FUZZ_PARTS) $(ARCHIVE)
	@echo "  LINK $@"
	$(Q)$(LINK) -fsanitize=fuzzer -Wl,--wrap=bug_report -o $@ $^ $(LIBS) -ljansson

$(BENCHES): $(OUT)/bench/%: $(OUT)/bench/%.o $(PARTS)
	@echo "  LINK $@"
	$(Q)$(LINK) -o $@ $^ $(LIBS) -lcmark-gfm-extensions

objects: $(OBJECTS)
unit-tests: $(UNIT_TESTS)
fuzzers: $(FUZZERS)

-include $(OBJECTS:.o=.d) $(UNIT_TESTS:=.d) $(FUZZERS:=.d) $(FUZZ_PARTS:.o=.d) $(BENCHES:=.d)

setup:
	tests/tools/setup site

style:
	site/style/build

site: setup
	@$(MAKE) --no-print-directory all style
	build/policyc build -o public

pdf:
	tests/tools/setup pdf
	@$(MAKE) --no-print-directory all style
	build/policyc build --pdf -o public

screenshots: all style
	tests/tools/setup test
	rm -rf build/screenshots build/screenshots-site
	build/policyc build -q --level=error -o build/screenshots-site
	tests/tools/node tests/site/screenshots.mjs build/screenshots-site build/screenshots
	tests/tools/project versions build/screenshots-versions
	build/policyc -C build/screenshots-versions build -q --level=error --drafts
	tests/tools/node tests/site/screenshots.mjs build/screenshots-versions/public build/screenshots/versions

check:
	tests/run --short

test:
	tests/run

torture:
	tests/torture $(FUZZ_SECONDS)

layers:
	tests/tools/layers

format:
	tests/tools/format --write

golden-update: all
	tests/golden/run --update

bench: all $(BENCHES)
	bench/run $(OUT)/bench

fuzz:
	tests/fuzz/run --each $(FUZZ_SECONDS) $(FUZZ)

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/policyc
	install -m 755 build/policyc $(DESTDIR)$(PREFIX)/bin/policyc
	install -d $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 644 build/policyc.1 $(DESTDIR)$(PREFIX)/share/man/man1/policyc.1
	install -m 644 build/policyc.5 $(DESTDIR)$(PREFIX)/share/man/man5/policyc.5
	cp -R templates $(DESTDIR)$(PREFIX)/share/policyc/

clean:
	rm -rf build public
