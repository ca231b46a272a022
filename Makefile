# make run     set up, index the seeds if nothing is indexed yet, renew an index of another version, serve the site
# make test    set up (a browser too) and run every test
# make check   format, lint, types, import layers; silent when all is well
# make bench   speeds and sizes, with the machine they were measured on (N=100000, OUT=file.json; WORK=folder
#              goes on with what an earlier run has made there; AGAINST=file.json shows how times grow)
# make bench-peers   the same beside other search engines
# make setup   everything the others need; quick when it is already there

# The first Python that is new enough and really starts; looked for only when something is to be set up.
PYTHON = $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)
INSTANCE := $(or $(GONGKAI_INSTANCE),instance)
BIN := .venv/bin
BENCH = $(if $(N),--n $(N)) $(if $(OUT),--out $(OUT)) $(if $(WORK),--work $(WORK)) $(if $(AGAINST),--against $(AGAINST))

.PHONY: run test check bench bench-peers setup clean

run: .venv/ready
	@$(BIN)/gongkai status --instance "$(INSTANCE)" >/dev/null 2>&1 || $(BIN)/gongkai build \
		--instance "$(INSTANCE)" $(if $(wildcard $(INSTANCE)/builds/current),,seeds)
	@$(BIN)/gongkai serve --instance "$(INSTANCE)"

test: setup
	@$(BIN)/python scripts/browser.py
	@$(BIN)/python -m pytest

check: .venv/ready-dev
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@report=$$($(BIN)/lint-imports 2>&1) || { echo "$$report"; exit 1; }

bench: .venv/ready-dev
	@$(BIN)/python -m tests.benchmarks $(BENCH)

bench-peers: .venv/ready-dev
	@$(BIN)/python -m tests.benchmarks --peers $(BENCH)

setup: .venv/ready-dev
	@$(BIN)/python scripts/browser.py

.venv/ready: pyproject.toml constraints.txt scripts/setup.py $(wildcard webui/translations/*/LC_MESSAGES/*.po)
	@python="$(PYTHON)"; test -n "$$python" || { echo "error: Python 3.11 or newer is needed; none was found. \
	Install it, or name it: make PYTHON=/path/to/python3"; exit 1; }; $$python scripts/setup.py

.venv/ready-dev: .venv/ready
	@$(BIN)/python scripts/setup.py --dev

clean:
	@rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/artefacts
