"""Opening by folder or by file, and what is said when there is no production."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import lastlook.production
from lastlook.errors import ProblemsError
from lastlook.production import (
    check,
    edit,
    find_root,
    new_production,
    open_production,
    read_snapshot,
    write_atomic,
)

if TYPE_CHECKING:
    from pathlib import Path

    import tomlkit


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return new_production(tmp_path / "film", start=date(2027, 1, 18))


def test_open_by_folder_file_or_words(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    production = open_production(film)
    assert open_production(film / "script.fountain") == production
    assert open_production(film / "production.toml") == production
    assert open_production(str(film)) == production
    (film / "takes").mkdir()
    (film / "takes" / "12-car.toml").write_bytes(b"")
    assert open_production(film / "takes" / "12-car.toml") == production
    monkeypatch.chdir(film)
    assert open_production(".").title == production.title
    assert open_production("script.fountain").title == production.title


def test_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(ProblemsError, match="no such file or folder"):
        open_production(tmp_path / "nowhere")
    with pytest.raises(ProblemsError, match=r"holds no production\.toml"):
        open_production(tmp_path)
    (tmp_path / "script.fdx").write_bytes(b"")
    with pytest.raises(ProblemsError, match="in no production"):
        open_production(tmp_path / "script.fdx")
    assert find_root(tmp_path) is None


def test_a_file_that_may_not_be_read(film: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(lastlook.production.folder, "read_snapshot", refuse)
    (problem,) = check(film)
    assert problem.what == "The file cannot be read: Permission denied."


def test_warnings_do_not_stop_opening(film: Path) -> None:
    path = film / "production.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("start = 2027-01-18", "start = 2027-01-16"), encoding="utf-8")
    (problem,) = check(film)
    assert "Saturday is a weekly day off" in problem.what
    assert open_production(film).calendar.start == date(2027, 1, 16)


def test_read_edit_write_read(film: Path) -> None:
    """The whole round a program makes: nothing but the edited line changes."""
    path = film / "production.toml"
    snapshot = read_snapshot(path)

    def retitle(document: tomlkit.TOMLDocument) -> None:
        document["title"] = "Ein anderer Film – ❄"

    write_atomic(path, edit(snapshot, retitle), expected=snapshot)
    assert open_production(film).title == "Ein anderer Film – ❄"
    before, after = snapshot.text.splitlines(), read_snapshot(path).text.splitlines()
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert changed == [('title = "Film"', 'title = "Ein anderer Film – ❄"')]


def test_windows_files_open_too(film: Path) -> None:
    expected = open_production(film)
    path = film / "production.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(film) == ()
    assert open_production(film) == expected
