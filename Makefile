# timpora: everything a contributor or a CI job runs. `make help` lists the targets.

PYTHON ?= python3
# Passed on to timpora or pytest: make site ARGS=--help, make test ARGS="-k minutes"
ARGS ?=
# Of the bench: how many records, how often everything is measured
N ?= 1000
ROUNDS ?= 3
# Passed on to the lock maker: make lock LOCK_FLAGS=--upgrade
LOCK_FLAGS ?=

VENV := .venv
BIN := $(VENV)/bin

# Wheels only: building a source archive would fetch build tools that no hash covers.
PIP_INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check \
	--require-hashes --only-binary :all:

# The Nu HTML checker, one jar; the browser tests use it when VNU_JAR names it.
VNU_VERSION := 26.9.27
VNU_SHA256 := 22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47
VNU := build/tools/node_modules/vnu-jar/build/dist/vnu.jar
ifneq ($(wildcard $(VNU)),)
export VNU_JAR ?= $(abspath $(VNU))
endif

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
# One environment, one pip at a time.
.NOTPARALLEL:

# ---------------------------------------------------------------- sites

.PHONY: site
site: $(VENV)/runtime.lock ## Check content/ and build site/public and site/internal
	@$(BIN)/timpora build $(ARGS)

.PHONY: demo
demo: $(VENV)/runtime.lock ## Build the fictional office of tests/sites/contoh into build/demo
	@$(BIN)/timpora build -f tests/sites/contoh/site_config.yml -d build/demo $(ARGS)

.PHONY: serve
serve: $(VENV)/runtime.lock ## Preview both sites, rebuilt whenever content/ changes
	@$(BIN)/timpora serve $(ARGS)

# ---------------------------------------------------------------- checks

.PHONY: check
check: lint types test ## Everything: lint, types, tests, then the records in content/
	@$(BIN)/timpora check

.PHONY: lint
lint: $(VENV)/dev.lock ## Style, formatting and the walls between the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/lint-imports --no-logo

.PHONY: types
types: $(VENV)/dev.lock ## Type check generator/ with mypy --strict
	$(BIN)/mypy

.PHONY: test
test: $(VENV)/dev.lock ## All tests; narrow them with ARGS="-k word"
	$(BIN)/python -m pytest -n auto $(ARGS)

.PHONY: soak
soak: $(VENV)/dev.lock ## The tests that kill, refuse and compare, at sizes that take hours
	TIMPORA_SOAK=1 HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -n auto tests/test_engine_publish.py tests/test_engine_incremental.py $(ARGS)

.PHONY: bench
bench: $(VENV)/dev.lock ## How fast both sites are made: make bench N=10000 ROUNDS=5
	$(BIN)/python -m tests.bench.engine --records $(N) --rounds $(ROUNDS) $(ARGS)

# ---------------------------------------------------------------- upkeep

.PHONY: fmt
fmt: $(VENV)/dev.lock ## Format the code and repair what ruff can repair
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

.PHONY: update-golden
update-golden: $(VENV)/dev.lock ## Write the expected pages of the tests anew; read the diff
	$(BIN)/python -m pytest --update-golden $(ARGS)

.PHONY: docs
docs: $(VENV)/runtime.lock ## Make docs/records.md and docs/problems.md from the program
	$(BIN)/python -m generator.editing.reference

.PHONY: vnu
vnu: $(VNU) ## Fetch the Nu HTML checker (npm) that the browser tests can use

.PHONY: wheel
wheel: $(VENV)/dev.lock ## Build the wheel into build/wheel
	rm -rf build/wheel
	$(BIN)/python -m hatchling build -t wheel -d build/wheel

LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header $(LOCK_FLAGS) pyproject.toml

.PHONY: lock
lock: $(VENV)/dev.lock ## Remake both lock files; newer versions with LOCK_FLAGS=--upgrade
	$(LOCK) --output-file requirements.lock
	$(LOCK) --output-file requirements-dev.lock --constraint requirements.lock \
		--group dev --extra material

.PHONY: clean
clean: ## Remove the built sites, build/ and the caches of the tools; keeps .venv
	rm -rf build
	if [ -f site/.timpora ]; then rm -rf site .site.timpora; fi
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@if [ -d site ]; then echo "site/: $$(ls -A site | tr '\n' ' ')"; fi

.PHONY: help
help: ## Print this list
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | \
		while IFS="$$(printf '\t')" read -r name text; do printf '  %-14s %s\n' "$$name" "$$text"; done

# ---------------------------------------------------------------- the environment

# Both lock files go into one environment, `make test` adds to what `make site`
# installed. A copy of each lock lies beside what it installed: when only the
# date of a lock changed, nothing is installed again.

$(VENV)/runtime.lock: requirements.lock | $(BIN)/timpora
	@cmp -s $< $@ || { \
		echo "Memasang pustaka / installing libraries ($<) ..."; \
		$(PIP_INSTALL) -r $<; }
	@cp $< $@

$(VENV)/dev.lock: requirements-dev.lock | $(BIN)/timpora
	@cmp -s $< $@ || { \
		echo "Memasang alat pengembang / installing developer tools ($<) ..."; \
		$(PIP_INSTALL) -r $<; }
	@cp $< $@

# The project is not installed: a .pth file shows Python the checkout, and a
# launcher stands in for the console script. So no build tool is needed here.
$(BIN)/timpora: | $(BIN)/python
	@$(BIN)/python -c "import os, sysconfig; \
		home = sysconfig.get_path('purelib'); \
		open(os.path.join(home, 'timpora.pth'), 'w').write(os.path.relpath(os.curdir, home) + '\n')"
	@printf '%s\n' '#!/bin/sh' \
		'exec "$$(dirname -- "$$(readlink -f -- "$$0")")/python" -P -m generator "$$@"' > $@
	@chmod +x $@

$(BIN)/python:
	@command -v "$(PYTHON)" >/dev/null || { \
		echo "Python tidak ditemukan: pasang Python 3.11 atau lebih baru, atau jalankan dengan PYTHON=/jalur/python3." >&2; \
		echo "Python not found: install Python 3.11 or newer, or run with PYTHON=/path/to/python3." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "timpora memerlukan Python 3.11 atau lebih baru; '$(PYTHON)' adalah $$("$(PYTHON)" -V 2>&1). Pilih yang lain dengan PYTHON=..." >&2; \
		echo "timpora needs Python 3.11 or newer; '$(PYTHON)' is $$("$(PYTHON)" -V 2>&1). Choose another with PYTHON=..." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Modul 'venv' tidak lengkap; di Debian/Ubuntu: apt install python3-venv." >&2; \
		echo "The 'venv' module is incomplete; on Debian/Ubuntu: apt install python3-venv." >&2; exit 1; }
	@"$(PYTHON)" -m venv --clear $(VENV)

$(VNU):
	npm install --no-save --no-audit --no-fund --ignore-scripts --prefix build/tools vnu-jar@$(VNU_VERSION)
	echo "$(VNU_SHA256)  $@" | sha256sum --check --quiet
