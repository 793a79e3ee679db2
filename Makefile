# The habits of the project: make build | test | bench | fmt | clean | install
CONFIGURATION ?= Release
TEST_OPTIONS ?=
PREFIX ?= /usr/local

.PHONY: build test bench fmt clean setup install

build: setup
	dotnet build Dtvm.sln -c $(CONFIGURATION) -v q -nologo

test: build
	dotnet test Dtvm.sln -c $(CONFIGURATION) --no-build --nologo -v q $(TEST_OPTIONS)

bench: build
	./dtvm bench ../shared/ethereum/bench/cases

fmt: setup
	dotnet format whitespace Dtvm.sln --no-restore

setup:
	@scripts/setup

# The library (make native), headers, pkg-config and CMake files: make install [PREFIX=/usr/local] [DESTDIR=]
install:
	@PREFIX='$(PREFIX)' DESTDIR='$(DESTDIR)' scripts/install

clean:
	dotnet clean Dtvm.sln -c $(CONFIGURATION) -v q -nologo
	rm -rf artifacts
