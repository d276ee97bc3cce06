"""`lastlook script lock`: pages that keep their numbers in plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lastlook.script import paginate, read_file

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def labels(path: Path) -> list[str]:
    return [page.label for page in paginate(read_file(path)).pages]


def test_a_new_draft_keeps_the_pages_of_the_old(
    lastlook: Run, last_ride: Path, tmp_path: Path
) -> None:
    old, new, out = (
        last_ride / "script.fountain",
        tmp_path / "new.fountain",
        tmp_path / "out.fountain",
    )
    text = old.read_text(encoding="utf-8")
    long = " ".join(f"Every bus that day had number {n}." for n in range(60))
    new.write_text(text.replace("No boat is due.", f"No boat is due.\n\n{long}"), encoding="utf-8")
    done = lastlook("script", "lock", new, out, "--of", old)
    assert done.output == f"{out}: 23 pages locked, 3A among them.\n"
    assert labels(out) == ["1", "2", "3", "3A", *map(str, range(4, 23))]
    assert labels(old) == [str(n) for n in range(1, 23)]


def test_a_script_may_lock_its_own_pages_in_place(
    lastlook: Run, last_ride: Path, tmp_path: Path
) -> None:
    path = tmp_path / "script.fountain"
    path.write_bytes((last_ride / "script.fountain").read_bytes())
    assert lastlook("script", "lock", path, path).output == f"{path}: 22 pages locked.\n"
    assert "=== 22 ===" in path.read_text(encoding="utf-8")
    once = path.read_bytes()
    lastlook("script", "lock", path, path)
    assert path.read_bytes() == once


def test_no_other_file_is_overwritten(lastlook: Run, last_ride: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.fountain"
    there.write_text("Mine.\n", encoding="utf-8")
    done = lastlook("script", "lock", last_ride / "script.fountain", there, code=1)
    assert "exists already" in done.output
    assert there.read_text(encoding="utf-8") == "Mine.\n"
