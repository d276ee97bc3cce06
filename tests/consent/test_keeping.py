"""Who can read the private file, and whether git would take it along."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from lastlook.consent import check_keeping

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def film(tmp_path: Path) -> Path:
    folder = tmp_path / "repository" / "film"
    folder.mkdir(parents=True)
    (folder / "consent.toml").write_bytes(b"")
    (folder / "consent.toml").chmod(0o600)
    return folder


def git(folder: Path, *args: str) -> None:
    subprocess.run(["git", *args], cwd=folder, check=True, capture_output=True)


def whats(film: Path) -> list[str]:
    return [problem.what for problem in check_keeping(film)]


def test_a_file_of_the_owners_alone_outside_git_is_well_kept(film: Path) -> None:
    assert whats(film) == []
    assert check_keeping(film.parent) == ()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660, 0o601])
def test_a_file_that_others_can_read_is_warned_of(film: Path, mode: int) -> None:
    (film / "consent.toml").chmod(mode)
    (problem,) = check_keeping(film)
    assert problem.severity == "warning"
    assert "chmod 600" in problem.fix


def test_git_that_would_take_it_along_is_warned_of(film: Path) -> None:
    git(film.parent, "init", "-q")
    assert any("git add" in what for what in whats(film))
    (film / ".gitignore").write_text("book/\nconsent.toml\n", encoding="utf-8")
    assert whats(film) == []


def test_git_that_keeps_it_already_is_warned_of(film: Path) -> None:
    git(film.parent, "init", "-q")
    (film / "another.toml").write_bytes(b"")
    (film / "no-consent.toml").write_bytes(b"")
    git(film.parent, "add", "film/another.toml", "film/no-consent.toml")
    (film / ".gitignore").write_text("/consent.toml\n", encoding="utf-8")
    assert whats(film) == []
    git(film.parent, "add", "-f", "film/consent.toml")
    (what,) = whats(film)
    assert what.startswith("Git keeps this file")


def test_a_rule_of_the_repositorys_root_counts(film: Path) -> None:
    git(film.parent, "init", "-q")
    (film.parent / ".gitignore").write_text("film/consent.toml\n", encoding="utf-8")
    assert whats(film) == []
