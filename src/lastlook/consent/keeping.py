"""How a private file is kept: who may read it, and whether git would take it along."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING

from lastlook.consent.model import FILE
from lastlook.errors import Problem, Severity

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


def check_keeping(root: Path) -> tuple[Problem, ...]:
    """Warn where others on this machine can read consent.toml, or git has it or would add it."""
    path = root / FILE
    if not path.is_file():
        return ()
    found = []
    if os.name == "posix" and path.stat().st_mode & OTHERS:
        found.append(
            _warning(
                "Others on this machine can read this file.",
                f"Type: chmod 600 {FILE}",
            )
        )
    found += _git(path)
    return tuple(found)


def _git(path: Path) -> list[Problem]:
    """Look into git's index and .gitignore as files; git itself is not run."""
    home = next((folder for folder in path.absolute().parents if (folder / ".git").is_dir()), None)
    if home is None:
        return []
    name = path.absolute().relative_to(home).as_posix()
    index = home / ".git" / "index"
    # An entry's path ends with NUL. Version 4 of the index shortens paths, so there it is found
    # only where it stands whole; the .gitignore is asked all the same.
    if index.is_file() and re.search(
        rb"(?:[\x00-\x1f]|^)" + re.escape(name.encode()) + rb"\0", index.read_bytes()
    ):
        return [
            _warning(
                "Git keeps this file, so everyone who has the repository can read it.",
                f"Type: git rm --cached {FILE}; then add it to .gitignore. What was committed "
                "stays in the history.",
            )
        ]
    folders = [folder for folder in path.absolute().parents if home in (folder, *folder.parents)]
    patterns = (home / ".git" / "info" / "exclude", *(f / ".gitignore" for f in folders))
    if any(_ignores(file) for file in patterns):
        return []
    return [
        _warning(
            "Git would take this file along with the next `git add .`.",
            f"Add a line {FILE} to .gitignore in the production's folder.",
        )
    ]


def _ignores(file: Path) -> bool:
    if not file.is_file():
        return False
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    ends = (FILE, f"/{FILE}", "*.toml")
    return any(line.strip() in ends or line.strip().endswith(f"/{FILE}") for line in lines)


def _warning(what: str, fix: str) -> Problem:
    return Problem(
        file=FILE,
        what=what,
        why="It holds what is nobody else's business.",
        fix=fix,
        severity=Severity.WARNING,
    )
