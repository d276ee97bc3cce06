"""Opening and checking a production folder."""

from __future__ import annotations

from pathlib import Path

from lastlook.errors import Problem, ProblemsError, Severity
from lastlook.production.checks import cross_check
from lastlook.production.files import read_snapshot
from lastlook.production.model import Production
from lastlook.production.schema import Reader
from lastlook.production.toml_text import parse

PRODUCTION_FILE = "production.toml"
PRIVATE_FILES = frozenset({"consent.toml"})
"""Files of the folder that only the room of consent reads."""


def open_production(path: Path | str) -> Production:
    """Read a production from its folder, or from any file in it.

    Raises ProblemsError with everything that is wrong, warnings included.
    """
    production, problems = read_production(path)
    if production is None:
        raise ProblemsError(problems)
    return production


def check(path: Path | str) -> tuple[Problem, ...]:
    """Report everything that is wrong or doubtful in `production.toml`, in its order."""
    return read_production(path)[1]


def read_production(
    path: Path | str,
) -> tuple[Production | None, tuple[Problem, ...]]:
    """Read and check in one go: the production, or None if there is an error; all problems."""
    root = find_root(path)
    if root is None:
        return None, (_no_production(Path(path)),)
    try:
        data = read_snapshot(root / PRODUCTION_FILE).data
    except OSError as error:
        unreadable = Problem(
            file=PRODUCTION_FILE,
            what=f"The file cannot be read: {error.strerror}.",
            fix="Look at who may read it.",
        )
        return None, (unreadable,)
    toml, problems = parse(data, PRODUCTION_FILE)
    if toml is None:
        return None, tuple(problems)
    reader = Reader(toml.marks, PRODUCTION_FILE)
    production = reader.table(Production, toml.table, given={"root": root})
    cross_check(reader, toml.table, root)
    if any(problem.severity is Severity.ERROR for problem in reader.problems):
        production = None
    return production, tuple(sorted(reader.problems))


def find_root(path: Path | str) -> Path | None:
    """Find the folder with `production.toml`: the path, or for a file the one or two above it.

    None where there is none.
    """
    path = Path(path)
    if path.is_dir():
        candidates = [path]
    elif path.exists():
        # Two, because takes and endings have folders of their own.
        candidates = [path.parent, path.absolute().parent.parent]
    else:
        candidates = []
    return next((folder for folder in candidates if (folder / PRODUCTION_FILE).is_file()), None)


def _no_production(path: Path) -> Problem:
    if not path.exists():
        return Problem(
            file=str(path),
            what="There is no such file or folder.",
            fix=f"`lastlook new {path}` lays out a new production.",
        )
    if path.is_dir():
        return Problem(
            file=str(path),
            what=f"This folder holds no {PRODUCTION_FILE}, so it is not a production.",
            fix="Give the folder of a production, or make one with `lastlook new`.",
        )
    return Problem(
        file=str(path),
        what=f"This file is in no production: its folder has no {PRODUCTION_FILE}.",
        fix="Give the folder of a production, or make one with `lastlook new`.",
    )
