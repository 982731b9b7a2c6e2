# memcon: `make demo` sets up and reads a report, `make test` sets up and passes the tests.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export OMP_WAIT_POLICY = PASSIVE

.PHONY: help demo test lint bench lock clean

help:
	@echo "make demo   set up, read the examples, and say how to open them in a browser"
	@echo "make test   set up, then run the tests"
	@echo "make lint   style, types and import contracts"
	@echo "make bench  time reading against the parse alone"
	@echo "make lock   re-lock the dependencies (needs the network)"

$(READY): requirements/dev.txt pyproject.toml
	command -v $(PYTHON) >/dev/null && $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

demo: $(READY)
	$(BIN)/memcon read examples/reports
	@mkdir -p build
	$(BIN)/memcon ingest examples/reports --ledger build/demo.db --workers 1
	$(BIN)/memcon contacts "Xi Jinping" Zelensky --ledger build/demo.db
	@echo
	@echo "To look at it in a browser:  $(BIN)/memcon serve --ledger build/demo.db   then open http://127.0.0.1:8420/"

test: $(READY)
	$(BIN)/pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/pytest benchmarks --benchmark-only

lock:
	uv pip compile --quiet --python-version 3.11 --generate-hashes pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --python-version 3.11 --generate-hashes pyproject.toml --all-extras --group dev -o requirements/dev.txt

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
