"""`lastlook script compare`: the printed lines of a draft that changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def drafts(folder: Path, last_ride: Path) -> tuple[Path, Path]:
    old = last_ride / "script.fountain"
    new = folder / "new.fountain"
    text = old.read_text(encoding="utf-8")
    found = "Farewell, and thank you for riding."
    assert text.count(found) == 1
    long = " ".join(f"Every bus that day had number {n}." for n in range(60))
    new.write_text(text.replace(found, f"Goodbye for now.\n\n{long}"), encoding="utf-8")
    return old, new


def test_for_people(lastlook: Run, last_ride: Path, tmp_path: Path) -> None:
    old, new = drafts(tmp_path, last_ride)
    done = lastlook("script", "compare", old, new)
    assert "Page 4\n" in done.stdout
    assert "  * Every bus that day had number 0." in done.stdout
    same = lastlook("script", "compare", old, old)
    assert same.stdout == "No printed word differs.\n"


def test_for_programs_and_with_locked_pages(lastlook: Run, last_ride: Path, tmp_path: Path) -> None:
    old, new = drafts(tmp_path, last_ride)
    free = json.loads(lastlook("script", "compare", old, new, "--json").stdout)
    locked = json.loads(lastlook("script", "compare", old, new, "--json", "--locked").stdout)
    assert list(free) == ["old_pages", "new_pages", "pages", "scenes", "lines"]
    assert list(free["pages"][0]["lines"][0]) == ["y", "text", "scene", "line"]
    assert [page["page"] for page in free["pages"]] == ["4", "5"]
    assert [page["page"] for page in locked["pages"]] == ["4", "4A"]
    assert free["scenes"] == locked["scenes"] == ["7"]


def test_a_draft_that_cannot_be_read(lastlook: Run, last_ride: Path, tmp_path: Path) -> None:
    missing = tmp_path / "none.fountain"
    done = lastlook("script", "compare", last_ride / "script.fountain", missing, code=1)
    assert "none.fountain cannot be read" in done.output
