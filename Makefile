# Everything works in a private .venv; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Tests of screens and of a real terminal wait a good part of their time: three workers for two cores.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(max(2, (os.cpu_count() or 1) * 3 // 2))')

.PHONY: run test check facts kills bench anki beside-anki coverage format schemas pictures clean

run: $(VENV)/.installed
	@$(BIN)/prepdeck

test: $(READY)
	$(BIN)/python -m pytest -n $(WORKERS)
	$(BIN)/prepdeck --home $(VENV)/check-home check --run decks

check: $(READY)
	$(BIN)/ruff check src tests benchmarks docs
	$(BIN)/ruff format --check src tests benchmarks docs
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell src tests benchmarks docs decks README.md CHANGELOG.md CONTRIBUTING.md

# What cards say about PyTorch, proven on the CPU; prints which card each proof backs. Installs torch (about 200 MB) once.
facts: $(READY)
	@$(BIN)/python -c "import torch" 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --group facts
	$(BIN)/python -m pytest -n $(WORKERS) tests/facts

# Kills a running mock at 200 random instants (8 in `make test`); nothing may be lost but a second of clock.
kills: $(READY)
	PREPDECK_KILLS=200 $(BIN)/python -m pytest -n $(WORKERS) tests/terminal/test_mock_killed.py

# What a simulated learner recalls on the interview day, by the order of the cards, some minutes on all cores; then what
# reading one changed note of 10,000 costs.
bench: $(READY)
	$(BIN)/python benchmarks/toward_a_date.py
	$(BIN)/python benchmarks/after_a_holiday.py
	$(BIN)/python benchmarks/one_edit.py

# Exchange with the real Anki: a thousand notes with their history come in, the built-in library goes out.
anki: $(READY)
	@$(BIN)/python -c "import anki" 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --group anki
	$(BIN)/python -m pytest -n $(WORKERS) tests/real_anki

# All of Progress over 480,000 answers beside the graphs of Anki's backend over the same rows; some minutes.
beside-anki: $(READY)
	@$(BIN)/python -c "import anki" 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --group anki
	$(BIN)/python benchmarks/progress_beside_anki.py

format: $(READY)
	$(BIN)/ruff check --fix src tests benchmarks docs
	$(BIN)/ruff format src tests benchmarks docs

schemas: $(READY)
	$(BIN)/prepdeck schema schemas

pictures: $(READY)
	$(BIN)/python docs/pictures/draw.py

# Which notes cover which points of the outlines: docs/coverage.md.
coverage: $(READY)
	$(BIN)/python docs/coverage.py

$(VENV)/.installed: pyproject.toml
	@test -x $(BIN)/python || { echo "Setting up .venv (once, about a minute) ..."; $(PYTHON) -m venv $(VENV); }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(READY): $(VENV)/.installed
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --group dev
	@command -v tmux >/dev/null || echo "note: tmux is not installed; the tests in a real terminal are skipped"
	@touch $@

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
