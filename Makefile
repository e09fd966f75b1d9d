# Happenstance. `make` says what there is; `make run` and `make test` are the two that matter.

HOST = 0.0.0.0
PORT = 8000
# Processes that share a pytest suite; 0 is none but its own.
WORKERS = 2
SHELL = bash

BIN = .venv/bin
PIP = $(if $(shell command -v uv),uv pip install --quiet --compile-bytecode --python .venv,$(BIN)/pip install --quiet)
PYTEST = $(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal
PYTHON_SOURCES = server tests wsgi.py gunicorn.conf.py $(wildcard benchmarks tools/*.py)
PWA_SOURCES = $(shell find pwa server/texts -type f -not -path '*/node_modules/*' -not -path '*/dist/*')
# A dozen phones on two busy cores can be late. What fails among them must pass by itself, and is told of.
AGAIN = echo 'Once more, with nothing beside it: what failed above.' && \
	$(BIN)/pytest --last-failed --last-failed-no-failures none tests/e2e
title = @printf '\n\033[1m%s\033[0m\n' '$(1)'

export HOST PORT
# What was compiled is kept for the next process: tests start many.
unexport PYTHONDONTWRITEBYTECODE
.NOTPARALLEL:

help: ## List these targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 18

# ---- Running ----

setup: .venv/run.stamp pwa/node_modules/stamp ## Install what running needs, from the hashed locks

run: setup pwa/dist/index.html ## Serve on http://localhost:8000 (PORT=, HOST=)
	@$(BIN)/flask prepare --host $(HOST) --port $(PORT)
	@exec $(BIN)/gunicorn

dev: setup ## The same with both halves reloading, on http://localhost:5173
	@$(BIN)/flask prepare --host localhost --port 5173
	@trap 'kill $$vite 2>/dev/null' EXIT; \
	(cd pwa && HAPPENSTANCE_SERVER=http://localhost:$(PORT) exec node_modules/.bin/vite) & vite=$$!; \
	$(BIN)/gunicorn --reload

cluster: .venv/dev.stamp pwa/dist/index.html ## Two processes, PostgreSQL, Valkey and nginx before them (PORT=, HOST=)
	@tools/need nginx
	@PYTHONPATH=. exec $(BIN)/python tools/cluster.py

# ---- Testing ----

test: lint types contracts test-pwa test-server test-postgresql test-browser ## Everything below, cheapest first

lint: .venv/dev.stamp ## Python style
	$(call title,Style)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: .venv/dev.stamp ## Python types
	$(call title,Types)
	$(BIN)/mypy $(PYTHON_SOURCES)

contracts: .venv/dev.stamp ## Which part may import which
	$(call title,Import contracts)
	$(BIN)/lint-imports --no-logo

test-pwa: pwa/node_modules/stamp pwa/dist/index.html ## The phone's style, types, unit tests and size
	$(call title,Phone)
	cd pwa && npm run --silent check && npm run --silent test && npm run --silent budget

test-server: .venv/dev.stamp pwa/node_modules/stamp ## Unit, API, socket, migration and deployment tests on SQLite
	$(call title,Server on SQLite)
	@for program in strace nginx caddy openssl systemd-analyze; do tools/need $$program || exit; done
	$(PYTEST) --ignore=tests/e2e

test-postgresql: .venv/dev.stamp ## Those that touch the database, on a real PostgreSQL
	$(call title,Server on PostgreSQL)
	TEST_DATABASE=postgresql $(PYTEST) -m database --ignore=tests/e2e --ignore=tests/deploy

test-faults-long: .venv/dev.stamp ## Faults, which are among the server's tests, five times as many
	$(call title,Faults on SQLite and on PostgreSQL)
	@tools/need strace
	FAULT_KILLS=250 $(PYTEST) tests/faults
	FAULT_KILLS=250 TEST_DATABASE=postgresql $(PYTEST) -m database tests/faults

test-browser: .venv/dev.stamp pwa/dist/index.html ## Several phones in a real Chromium
	$(call title,Browser)
	@tools/need chromium
	$(PYTEST) tests/e2e || { [ $$? = 1 ] && $(AGAIN); }

# ---- Keeping ----

format: .venv/dev.stamp pwa/node_modules/stamp ## Put the sources into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	cd pwa && npm run --silent format

contract: setup ## Regenerate the phone's types from the server's OpenAPI document
	$(BIN)/flask openapi write pwa/src/contract/openapi.json
	cd pwa && npm run --silent contract

scenes: .venv/dev.stamp ## Record anew what the phone's stores play again (tests/scenes)
	RECORD=1 $(BIN)/pytest tests/scenes

screenshots: .venv/dev.stamp pwa/dist/index.html ## Take the pictures of the README and of docs/ anew
	@tools/need chromium
	PYTHONPATH=. $(BIN)/python tools/screenshots.py

bench-setup: .venv/benchmarks.stamp benchmarks/rival/node_modules/stamp ## Install what the benchmarks compare with

LOCK = uv pip compile --quiet --universal --fork-strategy fewest --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command 'make locks'
locks: ## Pin the Python requirements anew (LOCK_FLAGS=--upgrade for newer versions)
	$(LOCK) $(LOCK_FLAGS) requirements.in --output-file requirements.txt
	$(LOCK) $(LOCK_FLAGS) requirements-dev.in --constraints requirements.txt --output-file requirements-dev.txt
	$(LOCK) $(LOCK_FLAGS) requirements-benchmarks.in --output-file requirements-benchmarks.txt

# ---- What the targets stand on: made once, and again when what they are made of changes ----

.venv/bin/python:
	@tools/venv

.venv/run.stamp: requirements.txt | .venv/bin/python
	@echo 'Installing what the server needs ...'
	@$(PIP) --require-hashes --requirement $<
	@touch $@

.venv/dev.stamp: requirements-dev.txt .venv/run.stamp
	@echo 'Installing what the tests need ...'
	@$(PIP) --require-hashes --requirement $<
	@touch $@

.venv/benchmarks.stamp: requirements-benchmarks.txt .venv/dev.stamp
	@echo 'Installing what the benchmarks compare with ...'
	@$(PIP) --require-hashes --requirement $<
	@touch $@

pwa/node_modules/stamp: pwa/package-lock.json
	@tools/need node
	@echo 'Installing what building the phone side needs ...'
	@cd pwa && npm ci --loglevel=error
	@touch $@

benchmarks/rival/node_modules/stamp: benchmarks/rival/package-lock.json
	@tools/need node
	@echo 'Installing the server that the live side is compared with ...'
	@cd benchmarks/rival && npm ci --loglevel=error
	@touch $@

pwa/dist/index.html: $(PWA_SOURCES) | pwa/node_modules/stamp
	@cd pwa && npm run --silent build

.PHONY: help setup run dev cluster test lint types contracts test-pwa test-server test-postgresql \
	test-faults-long test-browser format contract scenes screenshots bench-setup locks
