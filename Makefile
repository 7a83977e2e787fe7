PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
FAULTS ?= tests/faults
PIP := $(RUN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test test-processes test-browser test-faults test-docker docker-env check audit clean

run: $(VENV)/installed
	@exec $(RUN)/kg run

test: $(VENV)/installed-dev
	@$(RUN)/python -m pytest -n 2 --dist loadfile

test-processes: $(VENV)/installed-dev
	@$(RUN)/python -m pytest tests/processes tests/http

test-browser: $(VENV)/installed-dev
	@$(RUN)/python -m pytest tests/browser

test-faults: $(VENV)/installed-dev
	@$(RUN)/python -m pytest $(FAULTS)

test-docker: $(VENV)/installed-dev
	@$(RUN)/python -m pytest --database docker tests/docker
	@$(RUN)/python -m pytest -n 2 --dist loadfile --database docker tests/graph tests/api

docker-env:
	@grep -qs '^NEO4J_PASSWORD=.' .env || (umask 077; printf '\nNEO4J_PASSWORD=%s\n' "$$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')" >> .env; chmod 600 .env)
	@echo ".env holds NEO4J_PASSWORD"

check: $(VENV)/installed-dev
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports --no-logo

audit: build/audit/installed
	@build/audit/bin/python .ci/audit.py

build/audit/installed: .ci/audit.lock
	@$(PYTHON) -m venv build/audit
	@build/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $<
	@touch $@

$(VENV)/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or later is needed; name one with make PYTHON=python3.12")'
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes --requirement requirements.lock
	@$(PIP) --no-deps --editable .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	@$(PIP) --require-hashes --requirement requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) build *.egg-info
