"""Copies of the example production for tests that change it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

MINUTES = 225
"""What the take of scene 24 asks of its day; `tests/plan` holds the example to it."""


def without_take(example: Path, to: Path, *leave: str) -> Path:
    """Copy the example without its book and its take, whose minutes are stated instead.

    To rehearse the take costs most of a minute, and most tests are about something else. Files
    that match `leave` are not copied either.
    """
    shutil.copytree(example, to, ignore=shutil.ignore_patterns("book", "takes", *leave))
    path = to / "breakdown.toml"
    text = path.read_text(encoding="utf-8")
    head = "[scenes.s025]  # 24\n"
    assert head in text
    path.write_text(
        text.replace(head, f"{head}minutes = {MINUTES}\n"), encoding="utf-8", newline=""
    )
    return to
