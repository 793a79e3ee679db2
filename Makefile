# The habits of the project: make build | check | native | pack | site | test | prove | bench | contracts | fmt | clean | install |
# uninstall
CONFIGURATION ?= Release
# What the tests need from the system is installed before them, and what cannot be ends make test. SETUP=no goes on without: the tests that
# need it fail.
SETUP ?= yes
TEST_OPTIONS ?=
PREFIX ?= /usr/local

.PHONY: build check native pack site test test-build test-artifacts prove bench contracts fmt clean setup setup-tests install uninstall

build: setup
	@scripts/build Dtvm.sln $(CONFIGURATION)

# The fast loop of who edits a pass: MIR, frontend, passes and what of them the file tests and snapshots show; not the walk through
# docs/testing.md.
check: setup
	@start=$$(date +%s); \
	scripts/build tests/Check.slnf $(CONFIGURATION) && \
	scripts/test $(CONFIGURATION) Dtvm.FileTests Dtvm.Mir.Tests Dtvm.Frontend.Tests \
	    -- --filter FullyQualifiedName!~TestingPage && \
	echo "make check: $$(($$(date +%s) - start)) s"

# libdtvmapi.so: artifacts/libdtvmapi.so with LLVM inside, artifacts/dev/libdtvmapi.so without.
native: setup
	@scripts/native

# NuGet packages of the libraries: artifacts/packages. The sample's copies of former ones under the same version go.
pack: setup
	rm -rf artifacts/packages samples/contract-snapshots/obj/packages/dtvm.*
	dotnet pack packaging/Packages.proj -c $(CONFIGURATION) -o artifacts/packages -v q -nologo

# The tests that need nothing but the build run while the rest is made for the others: libraries and command line.
test: $(if $(filter no,$(SETUP)),,setup-tests) build
	@start=$$(date +%s); $(MAKE) -s -k -j2 test-build test-artifacts && echo "make test: $$(($$(date +%s) - start)) s for the tests"

test-build:
	scripts/test $(CONFIGURATION) of-build -- $(TEST_OPTIONS)

test-artifacts:
	scripts/native dev
	$(if $(filter no,$(SETUP)),-)scripts/native release
	scripts/ready-cli
	scripts/test $(CONFIGURATION) of-artifacts -- $(TEST_OPTIONS)

# The documentation with search and API reference: artifacts/site/index.html.
site: build
	@scripts/site

# Every rule that passes apply, and every transfer function, for all inputs (docs/proofs.md); the quick ones are in the tests too.
prove: build
	@scripts/setup-prove
	@start=$$(date +%s); ./dtvm prove && echo "make prove: $$(($$(date +%s) - start)) s"

bench: build
	./dtvm bench ../shared/ethereum/bench/cases

# The case files of tests/contracts, of their sources, by solc from npm; scripts/contracts --check compares.
contracts: build
	@scripts/contracts

fmt: setup
	dotnet format Dtvm.sln --no-restore --severity warn

setup:
	@scripts/setup

setup-tests:
	@scripts/setup-tests || { \
	    echo "make: what is missing above keeps tests from running: 'make test SETUP=no' runs the others, and these fail" >&2; exit 1; }

# The library (make native) with headers, pkg-config and CMake files, and the command line (make build), or away with them:
# make install|uninstall [PREFIX=/usr/local] [DESTDIR=]
install:
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' scripts/install

uninstall:
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' scripts/install uninstall

clean:
	dotnet clean Dtvm.sln -c $(CONFIGURATION) -v q -nologo
	rm -rf artifacts
