# One line a verb. Each sets up .venv by itself when it is missing or stale. Works with GNU make 3.81 and BSD tools.
#
#   make report PERIOD=2023-H1        make test ARGS="-k growth"        make lab PYTHON=python3.13

PERIOD = 2023-H1
PYTHON =
ARGS =

STAMP := .venv/.stamp
TOOLS := .venv/.tools
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
NBSTRIPOUT := .venv/bin/nbstripout --keep-id
COMPILE := .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
  --no-emit-index-url --custom-compile-command "make lock"

# The stamp holds the folder that .venv was made in: scripts in it name that folder, so a moved checkout needs a new one.
# No stamp means that a set-up was interrupted, no answer from python that it vanished.
SOUND := $(shell test "$$(cat $(STAMP) 2>/dev/null)" = "$$(pwd -P)" && .venv/bin/python -c 'import sys; sys.version_info >= (3, 11) and print("yes")' 2>/dev/null)
REBUILD := $(if $(SOUND),,rebuild)

.DEFAULT_GOAL := help
LOWEST := .lowest

.PHONY: help report test test-all lowest golden bench soak mutants advisories lint types lab docs format lock clean $(REBUILD)

help:  ## show the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

report: $(STAMP)  ## write a period's report into outputs/ (PERIOD=2023-H1)
	@.venv/bin/kimtan report $(PERIOD)

test: $(TOOLS)  ## run the tests, in minutes, and the examples in docstrings (ARGS="-k growth")
	@.venv/bin/pytest -n auto $(ARGS)

test-all: $(TOOLS)  ## run them in their long form: more made-up reports, laws, notebooks (ARGS="-m longer")
	@KIMTAN_TESTS=long .venv/bin/pytest -n auto $(ARGS)

$(LOWEST)/venv/.stamp: $(TOOLS) pyproject.toml
	@rm -rf $(LOWEST)
	@.venv/bin/uv venv --quiet --python "$$(.venv/bin/python -c 'import sys; print(sys.base_exec_prefix)')" $(LOWEST)/venv
	@.venv/bin/uv pip install --quiet --python $(LOWEST)/venv --resolution lowest-direct -e '.[build,dask,dev,lab]'
	@touch $@

lowest: $(LOWEST)/venv/.stamp  ## make a report and run some tests with the oldest versions that pyproject.toml allows
	@rm -rf $(LOWEST)/workspace
	@mkdir $(LOWEST)/workspace && cp -r params data $(LOWEST)/workspace
	@cd $(LOWEST)/workspace && ../venv/bin/kimtan report $(PERIOD) --quiet && ls outputs/$(PERIOD)
	@$(LOWEST)/venv/bin/pytest -q -n auto tests/cli/test_commands.py tests/extract/documents tests/forms/test_forms.py tests/metrics \
	  tests/present/charts tests/reading tests/report/test_docx.py tests/report/test_pdf.py tests/test_config.py $(ARGS)

golden: $(TOOLS)  ## write the reviewed tables of tests/golden anew, to be read in git diff
	@.venv/bin/pytest -q -n 0 tests/golden --accept

bench: $(TOOLS)  ## measure time and memory (ARGS=audit_scale for one of benchmarks/)
	@.venv/bin/python -m benchmarks $(ARGS)

soak: $(TOOLS)  ## try for long what must not break; ends by itself (ARGS="kills --number 500")
	@.venv/bin/python -m tests.soak $(ARGS)

mutants: $(TOOLS)  ## put slips into the code, and see whether tests notice (ARGS="kimtan/audit --number 60")
	@.venv/bin/python -m tests.mutants $(ARGS)

# pip-audit answers 1 when it found something and when nothing answered; only then is there nothing written.
advisories: $(TOOLS)  ## ask what is known against the locked packages (a service of osv.dev)
	@rm -f .venv/advisories.txt; \
	if .venv/bin/pip-audit --requirement requirements-dev.lock --require-hashes --disable-pip --vulnerability-service osv \
	  --progress-spinner off --output .venv/advisories.txt $(ARGS) 2>.venv/advisories.log; then \
	  echo 'Nothing is known against the locked packages.'; \
	elif [ -s .venv/advisories.txt ]; then \
	  cat .venv/advisories.txt; exit 1; \
	else \
	  echo 'No advisory service answered, so nothing is known of the locked packages:'; tail -n 1 .venv/advisories.log; \
	fi

lint: $(TOOLS)  ## look for defects, formatting and notebooks with outputs
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@$(if $(NOTEBOOKS),$(NBSTRIPOUT) --verify $(NOTEBOOKS))

types: $(TOOLS)  ## check the types
	@.venv/bin/mypy

lab: $(TOOLS)  ## open the notebooks in JupyterLab (ARGS="--no-browser --port 9999")
	@.venv/bin/kimtan lab $(ARGS)

format: $(TOOLS)  ## mend formatting, and take outputs out of the notebooks
	@.venv/bin/ruff check --fix
	@.venv/bin/ruff format
	@$(if $(NOTEBOOKS),$(NBSTRIPOUT) $(NOTEBOOKS))

lock: $(TOOLS)  ## write both locks anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(COMPILE) --all-extras $(ARGS) --output-file requirements-dev.lock pyproject.toml
	@$(COMPILE) --extra build --constraints requirements-dev.lock --output-file requirements.lock pyproject.toml

docs: $(TOOLS)  ## build the site of the documents and docstrings into site/
	@NO_MKDOCS_2_WARNING=1 DISABLE_MKDOCS_2_WARNING=true .venv/bin/mkdocs build --quiet
	@echo 'site/index.html'

clean:  ## remove .venv, caches and builds; outputs/ stays
	@rm -rf .venv $(LOWEST) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist site
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- set-up ---------------------------------------------------------------------------------------------------------

# uv installs the same locked packages in a tenth of the time; where it cannot be had, or reaches nothing, pip does.
INSTALL = { { [ -x .venv/bin/uv ] && UV_SYSTEM_CERTS=1 .venv/bin/uv pip install --python .venv/bin/python $(1); } || \
  .venv/bin/python -m pip install --disable-pip-version-check $(1); }

$(STAMP): requirements.lock pyproject.toml $(REBUILD)
	@set -eu; \
	if [ -n "$(REBUILD)" ]; then \
	  python=''; \
	  for newest in 14 99; do \
	    for candidate in $(if $(PYTHON),'$(PYTHON)',python3 python3.14 python3.13 python3.12 python3.11); do \
	      if [ -z "$$python" ] && "$$candidate" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $$newest))" 2>/dev/null; then \
	        python="$$candidate"; \
	      fi; \
	    done; \
	  done; \
	  if [ -z "$$python" ]; then \
	    echo 'kimtan needs Python 3.11 or newer, and $(if $(PYTHON),$(PYTHON) is none,found none).' >&2; \
	    echo 'Install it, or name one that you have: make PYTHON=/path/to/python3.12' >&2; \
	    exit 1; \
	  fi; \
	  echo "Setting up .venv with $$("$$python" --version), once …"; \
	  rm -rf .venv; \
	  mkdir .venv; \
	else \
	  echo 'Bringing .venv up to date …'; \
	  rm -f $(STAMP); \
	fi; \
	{ \
	  { [ -z "$(REBUILD)" ] || "$$python" -m venv .venv; } && \
	  if ! [ -x .venv/bin/uv ]; then \
	    awk '/^[a-z0-9]/ { is_uv = /^uv==/ } is_uv' requirements.lock >.venv/uv.txt; \
	    .venv/bin/python -m pip install --disable-pip-version-check --require-hashes -r .venv/uv.txt || rm -f .venv/bin/uv; \
	  fi && \
	  $(call INSTALL,--require-hashes -r requirements.lock) && \
	  $(call INSTALL,--no-deps --no-build-isolation -e .); \
	} >.venv/setup.log 2>&1 || { \
	  tail -n 40 .venv/setup.log >&2; \
	  echo 'The set-up failed; the whole log is .venv/setup.log.' >&2; \
	  exit 1; \
	}; \
	echo "$$(grep -c == requirements.lock) packages are there."; \
	pwd -P >$(STAMP)

# What only development needs comes when it is first asked for: a report is made without it.
$(TOOLS): requirements-dev.lock $(STAMP)
	@echo 'Adding the tools of development …'; \
	{ $(call INSTALL,--require-hashes -r requirements-dev.lock); } >.venv/tools.log 2>&1 || { \
	  tail -n 40 .venv/tools.log >&2; \
	  echo 'They could not be added; the whole log is .venv/tools.log.' >&2; \
	  exit 1; \
	}; \
	touch $(TOOLS)
