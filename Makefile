# `make` explains itself. Everything happens in .venv, which is made on first use.

VENV ?= .venv
# On Windows, where make comes with Git Bash or MSYS2, programs are in Scripts.
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
PYTHON ?= python3
ADDRESS ?= 127.0.0.1:8000
INSTALLED := $(VENV)/.installed
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve site test lint format setup bench clean

help:  ## Show this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(INSTALLED)  ## Serve the example site with live reload
	@echo "The example site: http://$(ADDRESS)/ (Ctrl+C stops it)"
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

site: $(INSTALLED)  ## Build the example site into site/
	$(BIN)/mkdocs build --strict

test: $(INSTALLED)  ## Lint, check types and layers, run every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest

format: $(INSTALLED)  ## Put the code in its canonical form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(INSTALLED)  ## Print the ratios of benchmarks/
	$(BIN)/python benchmarks/check.py
	$(BIN)/python benchmarks/site.py
	$(BIN)/python benchmarks/history.py
	$(BIN)/python benchmarks/agreement.py
	$(BIN)/python benchmarks/scores.py
	$(BIN)/python benchmarks/generators.py

setup: $(INSTALLED)  ## Only make .venv and install

$(INSTALLED): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, as '$(PYTHON)' or with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . --group dev
	@touch $@

clean:  ## Remove what was built
	rm -rf site dist .cache .mypy_cache .ruff_cache .hypothesis $(VENV)
