# The commands people type. Each makes what it needs first and does nothing twice.
# PYTHON=... picks the interpreter; HOST and PORT the address of `make serve`.

.DEFAULT_GOAL := help
.PHONY: help setup serve test check format words

BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
PO := $(wildcard platform_app/web/translations/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
PYTEST_ARGS ?=

help: ## show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(DEV) $(MO) ## make .venv with everything, for working on the code

serve: $(RUNTIME) $(MO) ## install, migrate, load the content, index and serve at http://127.0.0.1:8000
	@scripts/serve

test: setup ## run every test (REQUIRE_SERVICES=1: a missing PostgreSQL or Chromium fails)
	@$(BIN)/pytest --numprocesses auto --dist worksteal $(PYTEST_ARGS)

check: setup ## lint, formatting, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup ## put the code into the house format
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .

words: setup ## collect new strings for translation
	@mkdir -p build
	@$(BIN)/python -m babel.messages.frontend --quiet extract --mapping babel.cfg \
	    --keyword msg --keyword lazy_gettext --keyword Misconfigured \
	    --no-location --sort-output --no-wrap --omit-header --output build/messages.pot .
	@for po in $(PO); do $(BIN)/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	    --no-wrap --input-file build/messages.pot --output-file $$po --locale $$(basename $$(dirname $$(dirname $$po))); done

.venv/bin/pip:
	@scripts/find-python -m venv --clear .venv

$(RUNTIME): pyproject.toml constraints.txt | .venv/bin/pip
	@echo "Installing what the platform runs on ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[tantivy]'
	@touch $@

$(DEV): $(RUNTIME)
	@echo "Installing what the tests and checks need ..."
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[tantivy,s3,dev]'
	@touch $@

%.mo: %.po | $(RUNTIME)
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
