# Entraide: set up, run, check, test, measure.
#
# Settings given to make reach the programs it starts: `make run PORT=8000 DEMO=1`.
# docs/settings.md lists them.

SHELL := /bin/sh
.DEFAULT_GOAL := help

BIN := .venv/bin
TESTS ?= tests
SCRIPT_TESTS ?= npm test --silent
WORKERS ?= 3
IN_PARALLEL := -n $(WORKERS)

# A machine without Node gets one in .venv.
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: help
help: ## Say what can be done
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

.PHONY: setup
setup: ## Install what development needs
	@scripts/set-up dev

.PHONY: run
run: ## Set up what is missing and serve on http://127.0.0.1:5000
	@scripts/set-up run
	@$(BIN)/flask --app wsgi prepare
	@exec scripts/serve

.PHONY: check
check: setup ## Check form, types, layers, templates and scripts, then run the fast tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --check --quiet templates
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/codespell *.md docs
	$(BIN)/python -m scripts.check_files
	$(BIN)/deptry .
	npm run --silent check
	$(SCRIPT_TESTS)
	$(BIN)/pytest $(IN_PARALLEL) -m "not (browser or postgres or redis or slow)" $(TESTS)

.PHONY: test
test: setup ## Run all tests: with browser, PostgreSQL and Redis; measure what they cover
	@scripts/system-packages
	$(SCRIPT_TESTS)
	$(BIN)/pytest $(IN_PARALLEL) --cov --cov-report= $(TESTS)
ifeq ($(TESTS),tests)
	@$(BIN)/coverage report --fail-under=97
	@$(BIN)/coverage report --include='app/core/*,app/*/policy.py,app/*/policy/*' --fail-under=100
endif

.PHONY: format
format: setup ## Put code, templates and scripts into form
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet templates
	npm run --silent format

.PHONY: bench
bench: setup ## Measure load, fan-out and growth
	@scripts/system-packages wrk
	$(BIN)/python -m bench

.PHONY: chaos
chaos: setup ## Kill, freeze and cut a site of several processes for ten minutes; compare what all saw
	@scripts/system-packages
	$(BIN)/python -m bench.chaos

.PHONY: lighthouse
lighthouse: setup ## Judge the main pages as on a phone; VERBOSE=1 says what they lack
	@scripts/system-packages
	$(BIN)/python -m scripts.lighthouse

.PHONY: screenshots
screenshots: setup ## Take the pictures of the README anew
	@scripts/system-packages
	$(BIN)/python -m scripts.screenshots

.PHONY: lock
lock: setup ## Compile the locks from pyproject.toml and package.json; UPGRADE=1 takes newer versions
	scripts/lock

.PHONY: audit
audit: setup ## Ask whether a locked package has a known weakness
	$(BIN)/pip-audit --require-hashes --disable-pip -r requirements/dev.txt
	npm audit --omit=dev

.PHONY: clean
clean: ## Remove what the set-up and the tools made; data stays
	rm -rf .venv node_modules static/vendor .cache .mypy_cache .ruff_cache .pytest_cache .coverage*
