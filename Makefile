# What people type. Python is always called as `.venv/bin/python -m ...`: the scripts that installers write
# carry an absolute path in their first line, which breaks when the folder's name holds a space.
.DEFAULT_GOAL := help
.PHONY: help report test lab check format bench docs lock clean

PYTHON ?= python3
VENV := .venv/bin/python
READY := .venv/.ready

help:
	@echo "make report   set up, then write the report on the example practice"
	@echo "make test     set up, then run the tests"
	@echo "make lab      open JupyterLab on the notebooks, on this computer only"
	@echo "make check    what a commit needs: format, lint, tests"
	@echo "make format   put the code in the format that check asks for"
	@echo "make bench    run the benchmarks, one after the other; SETS=FOLDER gives elsewhere.py the public sets"
	@echo "make docs     write the docs that follow from the code"
	@echo "make lock     choose the newest versions that fit, and write requirements.lock"
	@echo "make clean    remove .venv and caches; reports and practices stay"

report: $(READY)
	@$(VENV) -m coachkit report data/example

test: $(READY)
	@$(VENV) -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

lab: $(READY)
	@$(VENV) -m coachkit lab

check: $(READY)
	@$(VENV) -m ruff format --check .
	@$(VENV) -m ruff check .
	@$(MAKE) --no-print-directory test

format: $(READY)
	@$(VENV) -m ruff check --fix --exit-zero --quiet .
	@$(VENV) -m ruff format .

bench: $(READY)
	@for script in tests/benchmarks/*.py; do \
		set --; case "$$script" in */elsewhere.py) [ -z "$(SETS)" ] || set -- "$(SETS)";; esac; \
		echo "== $$script"; $(VENV) "$$script" "$$@" || exit 1; \
	done

docs: $(READY)
	@$(VENV) docs/generate.py

lock: $(READY)
	@$(VENV) -m uv pip compile --quiet --upgrade --universal --generate-hashes --python-version 3.11 \
		--extra test --group build --no-header --no-emit-index-url --no-emit-find-links \
		--output-file requirements.lock pyproject.toml
	@echo "requirements.lock is written; make test installs it"

clean:
	@rm -rf .venv .pytest_cache .ruff_cache .hypothesis build dist
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamp is newer than the lock and the project file, so a second run installs nothing.
$(READY): requirements.lock pyproject.toml
	$(eval MISSING := $(missing))$(if $(MISSING),$(error $(MISSING)))
	@echo "Setting up .venv: about a minute the first time"
	@"$(PYTHON)" -m venv --clear .venv
	@awk '/^[^ #]/ { keep = /^uv==/ } keep' requirements.lock > .venv/uv.txt
	@$(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r .venv/uv.txt
	@$(VENV) -m uv pip install --quiet --python $(VENV) --require-hashes -r requirements.lock
	@$(VENV) -m uv pip install --quiet --python $(VENV) --no-deps --no-build-isolation --editable .
	@touch $(READY)

missing = $(shell \
	if ! command -v "$(PYTHON)" >/dev/null 2>&1; then \
		echo "$(PYTHON) is missing: install Python 3.11 or newer, or name yours with make PYTHON=/path/to/python3"; \
	elif ! "$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" >/dev/null 2>&1; then \
		echo "$(PYTHON) is older than Python 3.11: install 3.11 or newer, or name yours with make PYTHON=/path/to/python3"; \
	elif ! "$(PYTHON)" -c "import ensurepip, venv" >/dev/null 2>&1; then \
		echo "Python's venv module is missing: install it (Debian and Ubuntu: apt-get install python3-venv)"; \
	fi)
