# Needs make and a Python that docs/pythons.csv has, nothing else. `make` alone lists what there is.
# PYTHON=... says which Python to use, LAB_ARGS=... adds flags to JupyterLab, PYTEST_ARGS=... to pytest.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help lab test coverage refresh report setup lock lock-check bench test-browser clean

# These would slow every start down, or let notebooks and charts differ from the stored ones.
unexport PYTHONDONTWRITEBYTECODE PYTHONHOME PYTHONPATH MPLBACKEND

BIN := .venv/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# What the library offers, for the report; made again only when what it is made from has changed.
API := build/api.html
SOURCES := $(shell find src/analysis -name '*.py')
LOCK_ARGS ?= --upgrade
BENCH_ARGS ?= --gold ../shared/gold
FIRST := $(firstword $(sort $(wildcard notebooks/01-*.ipynb)))

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Read besides the user's own configuration, which --config= would replace.
lab: export JUPYTER_CONFIG_PATH := $(CURDIR)/tools/jupyter$(if \
    $(JUPYTER_CONFIG_PATH),$(if $(filter Windows_NT,$(OS)),;,:)$(JUPYTER_CONFIG_PATH))
lab: setup ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab $(if $(filter 0,$(shell id -u)),--allow-root) \
	    --LabApp.default_url=/lab/tree/$(FIRST) $(LAB_ARGS)

test: setup ## prove that code, data and notebooks hold together
	$(BIN)/python -m pytest -n auto --dist loadscope $(PYTEST_ARGS)

# Without the notebooks: nbval cannot be measured in several processes.
coverage: setup ## run all tests but the notebooks, and say which lines and branches none of them reaches
	$(BIN)/python -m pytest -n auto --dist loadscope --cov --cov-report=term-missing $(PYTEST_ARGS) src tests

refresh: setup ## after a change of the data: run all notebooks again, store them, say what has changed
	$(BIN)/python tools/data_readme.py
	$(BIN)/python tools/refresh.py
	$(BIN)/python tools/readme_picture.py

report: setup $(API) ## write all notebooks, run anew, and the API page to report/ as a web site that needs no network
	$(BIN)/python tools/report.py

$(API): tools/api.py tools/api.html.j2 tools/chart_examples.py requirements.lock $(SOURCES) | setup
	$(BIN)/python tools/api.py $@

setup: ## make .venv, if it's missing or stale
	@PYTHON="$(PYTHON)" sh tools/setup.sh

lock: ## write requirements.lock, with the newest versions unless LOCK_ARGS is empty, and docs/pythons.csv
	@PYTHON="$(PYTHON)" sh tools/lock.sh $(LOCK_ARGS)

lock-check: ## write docs/pythons.csv: the Pythons and platforms with wheels of all that the lock holds
	@PYTHON="$(PYTHON)" sh tools/lock.sh --check

bench: setup ## measure the reader against its peers, on the annotated texts that BENCH_ARGS names
	$(BIN)/python benchmarks/run.py $(BENCH_ARGS)

test-browser: setup ## run every notebook in JupyterLab, and read the report, in Chromium
	$(BIN)/python -m pytest -m browser tests/browser $(PYTEST_ARGS)

clean: ## remove what the other commands made
	rm -rf .venv .venv.lock* report .report-* build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests tools -name __pycache__ -type d -exec rm -rf {} +
