# Every target works from a bare clone with Python 3.11+ and make: it builds its own virtual environment first.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test nightly mutants check docs package dist bench clean
SHELL := /bin/sh

VENV := .venv
BIN := $(VENV)/bin
PYTHON = $(shell for candidate in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$candidate -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo $$candidate; break; }; done)

# The environment form reaches the isolated build too; which of the two names counts there depends on pip's age.
export PIP_CONSTRAINT := constraints.txt
export PIP_BUILD_CONSTRAINT := constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
unexport PYTHONHOME PYTHONPATH VIRTUAL_ENV

help: ## this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile | expand -t 10

demo: $(VENV)/.runtime ## check the synthetic delivery in examples/demo and show what is found
	@$(BIN)/barnevern-tilsyn check examples/demo --show breach,review,open; code=$$?; \
	test $$code -eq 1 || { echo "make demo: expected exit code 1 (findings), got $$code" >&2; exit 1; }

test: check docs package ## every gate: lint, types, imports, docs, package, tests with coverage
	$(BIN)/python -m pytest -n auto --dist worksteal --cov --cov-report=term

nightly: $(VENV)/.development ## the tests with ten times as many examples, other ones each time
	HYPOTHESIS_PROFILE=nightly $(BIN)/python -m pytest

mutants: $(VENV)/.development ## small changes to the law, the engine and the rules, to see whether the tests notice; MUTANTS=--help
	$(BIN)/python -m bench.mutants.run $(MUTANTS)

check: $(VENV)/.development ## lint, format, types, import contracts
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

docs: $(VENV)/.development ## the documentation as HTML in docs/_build/html
	$(BIN)/python -m sphinx --fresh-env --quiet --fail-on-warning --keep-going docs docs/_build/html

package: $(VENV)/.development ## sdist and wheel in dist, the wheel tried in a clean environment
	rm -rf dist build/wheel
	$(BIN)/python -m build --no-isolation
	$(BIN)/python -m venv build/wheel
	build/wheel/bin/python -m pip install --quiet dist/*.whl
	.ci/try-wheel build/wheel/bin/barnevern-tilsyn examples/demo
	$(BIN)/python -m build --no-isolation --wheel --outdir build/wheel/plugin examples/plugin
	build/wheel/bin/python -m pip install --quiet --no-index build/wheel/plugin/*.whl
	.ci/try-plugin build/wheel/bin/barnevern-tilsyn examples/demo

dist: $(VENV)/.dist ## one file that runs without an installation: dist/barnevern-tilsyn.pyz, tried at once
	rm -rf build/dist
	$(BIN)/python -m build --no-isolation --wheel --outdir build/dist
	mkdir -p dist
	$(BIN)/shiv --quiet --compressed --reproducible --python '/usr/bin/env python3' \
		--console-script barnevern-tilsyn --output-file dist/barnevern-tilsyn.pyz build/dist/*.whl
	SHIV_ROOT=build/dist/unpacked .ci/try-wheel dist/barnevern-tilsyn.pyz examples/demo

bench: $(VENV)/.bench ## speed, memory and start-up against other ways, side by side; BENCH=--quick for less
	rm -rf build/bench
	$(BIN)/python -m venv build/bench
	$(BIN)/python -m build --wheel --no-isolation --outdir build/bench/dist
	build/bench/bin/python -m pip install --quiet build/bench/dist/*.whl
	$(BIN)/python -m bench.run --command build/bench/bin/barnevern-tilsyn $(BENCH)

clean: ## remove what the other targets made
	rm -rf $(VENV) build dist docs/_build docs/generated .coverage* .hypothesis .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "No Python 3.11+ with venv found. Name one: make PYTHON=/path/to/python3 ..." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/.development: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $@ $(VENV)/.runtime

$(VENV)/.dist: $(VENV)/.development
	$(BIN)/python -m pip install --quiet --editable '.[dev,dist]'
	@touch $@

$(VENV)/.bench: $(VENV)/.development
	$(BIN)/python -m pip install --quiet --editable '.[dev,bench]'
	@touch $@
