# The two commands of the README are `make run` and `make test`; the rest serves those who work on it.
PYTHON ?= $(shell for v in python3.13 python3.12 python3.11 python3; do command -v $$v >/dev/null && $$v -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>/dev/null && { echo $$v; break; }; done)
BIN := .venv/bin
.PHONY: install run demo test check bench pythons test-real record-n8n record-odoo addon addon-translations docs pictures clean

install: .venv/installed

.venv/installed: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "imageflow needs Python 3.11, 3.12 or 3.13: install one, or name it with make PYTHON=/path/to/python."; exit 1; }
	@$(PYTHON) -m venv .venv
	@echo "Installing into .venv (a minute or two the first time) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

run: install
	@$(BIN)/imageflow run --report out

demo: install
	@$(BIN)/imageflow demo

test: install
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pylint real_adapters/odoo/addons/imageflow

bench: install
	@$(BIN)/python -m benchmarks $(if $(WRITE),--write)

pythons: install
	@$(BIN)/python -m tests.pythons

test-real: install
	@$(BIN)/python -m tests.real

# Makes the parity suite's recordings anew from a real n8n: make record-n8n URL=http://127.0.0.1:5678 [CASES="…"]
record-n8n: install
	@$(BIN)/python -m tests.parity.n8n.record --url $(URL) $(CASES)

# Makes the recordings of RPC anew from a real Odoo: make record-odoo URL=http://127.0.0.1:8069 [STORIES="…"]
record-odoo: install
	@$(BIN)/python -m tests.parity.odoo.record --url $(URL) $(STORIES)

# The addon as a file that Odoo installs: dist/imageflow-19.0.….zip
addon: install
	@$(BIN)/python -m real_adapters.odoo.archive dist

# Brings a real Odoo up and has it write the addon's translations template anew
addon-translations: install
	@$(BIN)/python -m tests.odoo_addon.translations

docs: install
	@$(BIN)/python -m docs.requirements

pictures: install
	@$(BIN)/python -m docs.pictures

clean:
	rm -rf .venv .bench out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
