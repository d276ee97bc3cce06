"""Printing a whole book into a folder."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lastlook.paperwork import FILES, TypesettingError, make_files, print_book, printing

if TYPE_CHECKING:
    from lastlook.paperwork import Book

IN_A_FRESH_PROCESS = """
import hashlib, importlib.util, sys
spec = importlib.util.spec_from_file_location("samples", sys.argv[1])
samples = importlib.util.module_from_spec(spec)
spec.loader.exec_module(samples)
from lastlook.paperwork import make_files
book = samples.sample_book(scenes=25, days=3, roles=12)
for name, data in make_files(book):
    print(name, hashlib.sha256(data).hexdigest())
"""


def print_into(book: Book, out: Path, **options: object) -> tuple[Path, ...]:
    """Print a book value."""
    return print_book(
        book.film,
        book.sheets,
        book.board,
        book.shoot,
        book.report,
        book.grid,
        out,
        page_count=book.page_count,
        problems=book.problems,
        **options,  # type: ignore[arg-type]
    )


def test_every_file_is_written_and_named(short_book: Book, tmp_path: Path) -> None:
    out = tmp_path / "book"
    told: list[tuple[int, int, str]] = []
    paths = print_into(short_book, out, progress=lambda *args: told.append(args))
    assert [path.name for path in paths] == list(FILES)
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES)
    assert all(path.stat().st_size > 100 for path in paths)
    assert [done for done, _, _ in told] == list(range(1, len(FILES) + 1))
    assert {total for _, total, _ in told} == {len(FILES)}


def test_printing_again_replaces_and_leaves_other_files_alone(
    short_book: Book, tmp_path: Path
) -> None:
    out = tmp_path / "book"
    print_into(short_book, out)
    (out / "notes.txt").write_text("mine")
    before = {path.name: path.stat().st_mtime_ns for path in out.iterdir()}
    print_into(short_book, out)
    assert {path.name: path.stat().st_mtime_ns for path in out.iterdir()} == before
    print_into(replace(short_book, page_count=99), out)
    assert "99" in (out / "index.html").read_text("utf-8")
    assert (out / "notes.txt").read_text() == "mine"


def test_nothing_is_written_when_a_page_cannot_be_set(
    short_book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(template: str, data: str) -> bytes:
        raise TypesettingError(template, "it is broken.")

    monkeypatch.setattr(printing, "set_pdf", broken)
    with pytest.raises(TypesettingError, match="book could not be set"):
        print_into(short_book, tmp_path / "book")
    assert not (tmp_path / "book").exists()


def test_the_same_input_gives_the_same_bytes_in_a_fresh_process(short_book: Book) -> None:
    here = {name: hashlib.sha256(data).hexdigest() for name, data in make_files(short_book)}
    again = {name: hashlib.sha256(data).hexdigest() for name, data in make_files(short_book)}
    assert again == here
    samples = Path(__file__).with_name("conftest.py")
    fresh = subprocess.run(
        [sys.executable, "-c", IN_A_FRESH_PROCESS, str(samples)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    ).stdout
    assert dict(line.split() for line in fresh.splitlines()) == here


def test_importing_the_room_loads_nothing_heavy() -> None:
    heavy = "{'typst', 'ortools', 'lxml', 'holidays', 'fontTools'}"
    code = f"import sys, lastlook.paperwork; print(sorted({heavy} & set(sys.modules)))"
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "[]"
