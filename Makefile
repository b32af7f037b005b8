# Meant. `make run` serves it, `make test` runs every test, `make check` runs every other check.
# A machine needs Python 3.11 or newer and make; everything else is installed into .venv.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --quiet
# A data folder and settings for the checks, so that they never touch anybody's data.
QUIETLY := DATA_DIR=$(VENV)/checks SECRET_KEY=only-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789

.DEFAULT_GOAL := help
.PHONY: help run test test-long test-postgres tools check format lock audit pictures transcript bench chaos

help: ## List what there is to make.
	@sed -n 's/^\([a-z-]*\):.*## /  make \1|/p' $(MAKEFILE_LIST) | column -t -s '|'

run: $(VENV)/.run ## Serve on http://127.0.0.1:8000 (PORT and DATA_DIR are honoured).
	@exec $(PY) manage.py serve

# A few processes beside each other, and whoever is free takes the next test: tests/support/running.py.
BESIDE := -n auto --dist loadgroup --no-loadscope-reorder

# What one process of a run has compiled, its others and the next run need not.
test test-long test-postgres chaos: export PYTHONDONTWRITEBYTECODE :=

test: $(VENV)/.dev ## Run every test, or those in ARGS, and say which were the slowest.
	@sh tests/setup/tools.sh $(ARGS)
	$(PY) -m pytest $(BESIDE) --durations 10 $(ARGS)

test-long: $(VENV)/.dev tools ## The same with many more examples and the whole matrix: for a night, and before a release.
	MACHINE_EXAMPLES=40 MACHINE_STEPS=60 ANY_ORDER_EXAMPLES=60 \
		$(PY) -m pytest $(BESIDE) --durations 30 --timeout 1800 --hypothesis-profile long $(ARGS)

test-postgres: $(VENV)/.dev tools ## The tests of what is stored, on a PostgreSQL of their own, or those in ARGS.
	$(PY) tests/setup/on_postgresql.py $(BESIDE) $(ARGS)

tools: ## Install what the tests need beside Python: a browser, Redis, PostgreSQL, nginx, a font.
	@sh tests/setup/tools.sh

check: $(VENV)/.dev ## Run every check that is not a test. CI runs this and `make test`.
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache
	$(QUIETLY) $(PY) manage.py makemigrations --check --dry-run
	$(QUIETLY) $(PY) manage.py check --fail-level WARNING
	$(QUIETLY) PUBLIC_ORIGINS=https://meant.example $(PY) manage.py check --deploy --fail-level WARNING
	$(QUIETLY) $(PY) manage.py content check
	$(PY) -m pytest -q tests/meta

format: $(VENV)/.dev ## Format the code and fix what can be fixed.
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

lock: ## Write the lock files anew from the ranges in pyproject.toml.
	sh tests/setup/lock.sh $(PYTHON)

audit: $(VENV)/.dev ## Ask whether a locked version has a known weakness (needs the network).
	@$(PY) tests/setup/audit.py

pictures: $(VENV)/.dev tools ## Take every screen into data/pictures (ARGS=--readme: docs/pictures anew, too).
	$(PY) tests/pictures/take.py $(ARGS)

transcript: $(VENV)/.dev ## Print what each card of each exercise (or of those in ARGS) said, to be read aloud.
	$(PY) tests/transcript/cards.py $(ARGS)

bench: $(VENV)/.dev ## Measure one answer against a bare relay, in half a minute.
	$(PY) tests/bench/answers.py $(ARGS)

chaos: $(VENV)/.dev tools ## Kill, cut, freeze and flood real processes, for hours (ARGS="--only live --scale 0.05").
	$(PY) tests/chaos/run.py $(ARGS)

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Meant needs Python 3.11 or newer; set PYTHON=/path/to/python3."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ rm -rf $(VENV); echo "Python's venv module is missing (Debian and Ubuntu: apt install python3-venv)."; exit 1; }

$(VENV)/.run: requirements.lock | $(PY)
	$(PIP) install --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(PY)
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/.run
