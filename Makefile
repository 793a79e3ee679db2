# The habits of the project: make build | test | bench | fmt | clean
CONFIGURATION ?= Release
TEST_OPTIONS ?=

.PHONY: build test bench fmt clean setup

build: setup
	dotnet build Dtvm.sln -c $(CONFIGURATION) -v q -nologo

test: build
	@scripts/setup-tests || true
	dotnet test Dtvm.sln -c $(CONFIGURATION) --no-build --nologo -v q $(TEST_OPTIONS)

bench: build
	./dtvm bench ../shared/ethereum/bench/cases

fmt: setup
	dotnet format whitespace Dtvm.sln --no-restore

setup:
	@scripts/setup

clean:
	dotnet clean Dtvm.sln -c $(CONFIGURATION) -v q -nologo
	rm -rf artifacts
