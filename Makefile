# The commands people and machines use. Everything goes into .venv; nothing is needed before
# but Python 3.11 or newer, make and git.

.PHONY: help demo test lint format bench clean

help:
	@echo "make demo    plan the example film and print where its book is"
	@echo "make test    run the whole suite"
	@echo "make lint    ruff, mypy and the lock file"
	@echo "make format  let ruff lay the code out"
	@echo "make bench   measure speed and quality against peers"

demo:
	@tools/setup
	@.venv/bin/lastlook plan examples/last-ride

test:
	@tools/setup dev
	.venv/bin/pytest -n 2 $(PYTEST_FLAGS)

lint:
	@tools/setup dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/uv lock --check --quiet --default-index https://pypi.org/simple

format:
	@tools/setup dev
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

bench:
	@tools/setup dev
	.venv/bin/python benchmarks/run.py

clean:
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis dist examples/*/book
