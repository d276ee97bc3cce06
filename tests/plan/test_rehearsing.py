"""Takes in the plan: rehearsed when they change, printed, and told on the book's first page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from tests.plan.test_takes import folder

from lastlook.plan import plan
from lastlook.plan.rehearsing import kept_report, mark_of
from lastlook.plan.takes import read_takes
from lastlook.script.ledger import Ledger

if TYPE_CHECKING:
    from pathlib import Path

SEEN = """
[[closes]]
pane = "rear"
by = 50

[[figures]]
name = "Grip"
path = [{ x = 4, y = 0, facing = 180 }]

[[cameras]]
name = "A"
sensor = "venice"
lens = 25
frames = [{ x = 8, y = 0, z = 1.5, pan = 180 }]

[margins]
rehearsals = 0
width = 480
"""


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A planned production of two scenes with a take in which a grip is seen."""
    at = folder(tmp_path_factory.mktemp("film") / "film")
    path = at / "takes" / "2-car.toml"
    text = path.read_text(encoding="utf-8").replace("duration = 60", "duration = 2\nfps = 4")
    path.write_text(text + SEEN.replace("by = 50", "by = 2"), encoding="utf-8")
    plan(at, seconds=0.5)
    return at


def test_a_plan_prints_the_takes_and_tells_how_they_stand(film: Path) -> None:
    page = (film / "book" / "index.html").read_text(encoding="utf-8")
    row = re.search(r'<h2 id="takes">.*?</section>', page, re.DOTALL)
    assert row is not None
    for words in ("2: the car", "Seen: Grip", "0 of 1", "take-2-car-sheet.pdf", "run sheet"):
        assert words in row[0]
    for link in re.findall(r'href="([^"]+)"', row[0]):
        assert (film / "book" / link).is_file(), link


def test_a_take_that_has_not_changed_is_not_rehearsed_again(film: Path) -> None:
    book = film / "book"
    before = {path.name: path.stat().st_mtime_ns for path in book.glob("take-*")}
    again = plan(film, seconds=0.5)
    assert not again.printed
    assert [one.verdict for one in again.takes] == ["Seen: Grip (looked at every 0.5 s)"]
    assert {path.name: path.stat().st_mtime_ns for path in book.glob("take-*")} == before


def test_what_is_kept_is_believed_only_while_it_fits(film: Path) -> None:
    (one,), _ = read_takes(film, Ledger())
    out = film / "book"
    assert kept_report(one.take, one.stem, out, film) is not None
    page = out / "take-2-car.svg"
    whole = page.read_bytes()
    page.write_bytes(whole + b" ")
    assert kept_report(one.take, one.stem, out, film) is None
    page.write_bytes(whole)
    mark = out / mark_of(one.stem)
    kept = mark.read_text(encoding="utf-8")
    mark.write_text(kept.replace('"verdict"', '"verdikt"'), encoding="utf-8")
    assert kept_report(one.take, one.stem, out, film) is None
    mark.write_text(kept, encoding="utf-8")
    assert kept_report(one.take, one.stem, out, film) is not None


def test_a_book_without_takes_has_no_table_of_them(tmp_path: Path) -> None:
    at = folder(tmp_path / "film")
    (at / "takes" / "2-car.toml").unlink()
    planned = plan(at, seconds=0.5)
    assert planned.takes == ()
    assert 'id="takes"' not in (at / "book" / "index.html").read_text(encoding="utf-8")
