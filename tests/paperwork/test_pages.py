"""The printed pages, read back and looked at by PDFium."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lastlook.breakdown.model import Suggestion
from lastlook.paperwork import Paper
from lastlook.paperwork.gather import gather
from lastlook.paperwork.glyphs import BREAK, printable
from lastlook.paperwork.page import PRINTS
from lastlook.paperwork.typeset import page_data, set_pdf
from lastlook.schedule.board import Board, Strip
from lastlook.script.heading import IntExt

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image

    from lastlook.breakdown.model import Sheet
    from lastlook.paperwork import Book

TEMPLATES = tuple(name.removesuffix(".pdf") for name, _ in PRINTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A run of text on a page, in points from the lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A PDF as it was read back."""

    sizes: tuple[tuple[float, float], ...]
    pages: tuple[str, ...]
    boxes: tuple[Box, ...]
    bookmarks: tuple[str, ...]

    @property
    def text(self) -> str:
        """All words, white space evened out."""
        return " ".join(" ".join(self.pages).replace(BREAK, "").split())


def print_one(book: Book, template: str) -> bytes:
    """Set one template."""
    return set_pdf(template, page_data(gather(book)))


def read_back(pdf: bytes) -> Printed:
    """Read text, boxes and bookmarks."""
    document = pypdfium2.PdfDocument(pdf)
    sizes, pages, boxes = [], [], []
    for number, page in enumerate(document):
        words = page.get_textpage()
        sizes.append(page.get_size())
        pages.append(words.get_text_range())
        for index in range(words.count_rects()):
            left, bottom, right, top = words.get_rect(index)
            boxes.append(
                Box(
                    page=number,
                    left=left,
                    bottom=bottom,
                    right=right,
                    top=top,
                    text=words.get_text_bounded(left, bottom, right, top).strip(),
                )
            )
        words.close()
        page.close()
    bookmarks = tuple(entry.get_title() for entry in document.get_toc())
    document.close()
    return Printed(sizes=tuple(sizes), pages=tuple(pages), boxes=tuple(boxes), bookmarks=bookmarks)


@pytest.fixture(scope="module")
def printed(request: pytest.FixtureRequest) -> Callable[[str, str], Printed]:
    """Give a function that prints a template of a sample once and reads it back."""
    kept: dict[tuple[str, str], Printed] = {}

    def get(size: str, template: str) -> Printed:
        if (size, template) not in kept:
            book = request.getfixturevalue(size)
            kept[size, template] = read_back(print_one(book, template))
        return kept[size, template]

    return get


@pytest.mark.parametrize("size", ["short_book", "long_book"])
def test_every_scene_role_day_and_total_is_in_the_book(
    size: str, request: pytest.FixtureRequest, printed: Callable[[str, str], Printed]
) -> None:
    book: Book = request.getfixturevalue(size)
    view = gather(book)
    for template in ("stripboard", "one-liner", "breakdown"):
        words = set(re.findall(r"\S+", printed(size, template).text))
        shown = view.days if template == "one-liner" else ()
        numbers = [s.strip.number for s in view.sheets]
        if shown:
            numbers = [i.number for day in shown for i in day.items if i.kind == "strip"]  # type: ignore[union-attr]
        assert not set(numbers) - words, template
        assert view.summary.sum_of_eighths in printed(size, template).text
        assert f"{view.summary.pages} script pages" in printed(size, template).text
    for template in ("stripboard", "one-liner"):
        for day in view.days:
            assert day.end in printed(size, template).text
    lists = printed(size, "cast-and-sets").text
    grid = printed(size, "day-out-of-days").text
    for role in view.cast:
        assert f"{role.id} {printable(role.character)}" in lists
    for line in view.dood.lines:
        assert f"{line.id} {line.character}" in grid
    without_space = "".join(lists.split())
    for entry in view.sets:
        assert "".join(entry.set.split()) in without_space
    money = printed(size, "cost").text
    assert view.cost.total in money
    assert view.cost.proof in money
    assert all(amount in money for _, _, amount in view.cost.terms)
    assert all(f"{pay.rate} {pay.pay}" in money for pay in view.cost.pay)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("size", ["short_book", "long_book"])
def test_no_text_leaves_its_page(
    size: str, template: str, printed: Callable[[str, str], Printed]
) -> None:
    """All text stands within the margins: 36 pt at the sides, 30 above and below."""
    found = printed(size, template)
    for box in found.boxes:
        width, height = found.sizes[box.page]
        assert box.left >= 36, box
        assert box.right <= width - 36, box
        assert box.bottom >= 30, box
        assert box.top <= height - 30, box


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("size", ["short_book", "long_book"])
def test_no_text_stands_on_other_text(
    size: str, template: str, printed: Callable[[str, str], Printed]
) -> None:
    """Glyph boxes of two runs never share more than a hair's breadth."""
    by_page: dict[int, list[Box]] = {}
    for box in printed(size, template).boxes:
        if box.text and box.text.strip("."):
            by_page.setdefault(box.page, []).append(box)
    for boxes in by_page.values():
        boxes.sort(key=lambda box: box.left)
        for index, one in enumerate(boxes):
            for two in boxes[index + 1 :]:
                if two.left > one.right - 0.6:
                    break
                tall = min(one.top, two.top) - max(one.bottom, two.bottom)
                assert tall < 0.6, (one, two)


@pytest.mark.parametrize("paper", list(Paper))
def test_paper_and_page_numbers(short_book: Book, paper: Paper) -> None:
    found = read_back(print_one(replace(short_book, paper=paper), "book"))
    portrait = {Paper.LETTER: (612, 792), Paper.A4: (595, 842)}[paper]
    assert {tuple(sorted(map(round, size))) for size in found.sizes} == {portrait}
    total = len(found.pages)
    for number, text in enumerate(found.pages[1:], start=2):
        assert f"{number} / {total}" in text
    for box in found.boxes:
        assert box.right <= found.sizes[box.page][0] - 36, box


def test_the_book_has_bookmarks_for_parts_and_days(
    printed: Callable[[str, str], Printed],
) -> None:
    marks = printed("long_book", "book").bookmarks
    parts = (
        "Stripboard", "One-line schedule", "Day-out-of-days", "Breakdown sheets", "Cast list",
        "Set list", "Locations", "Cost and proof",
    )  # fmt: skip
    assert [mark for mark in marks if mark in parts] == list(parts)
    assert sum(mark.startswith("Day ") for mark in marks) == 30


def test_sixty_days_and_forty_roles_fit_three_pages(big_book: Book) -> None:
    found = read_back(print_one(big_book, "day-out-of-days"))
    assert len(found.pages) == 3
    for page in found.pages:
        assert len(re.findall(r"Shooting day", page)) == 1
    assert "Total" in found.pages[-1]
    assert "Total" not in found.pages[0]


def five_looks(book: Book) -> Book:
    """Give the book with one strip of each look, alike in all else."""
    kinds = (
        (IntExt.INT, "day"),
        (IntExt.EXT, "day"),
        (IntExt.INT, "night"),
        (IntExt.EXT, "night"),
        (IntExt.UNKNOWN, ""),
    )
    sheets = tuple(
        replace(book.sheets[0], scene_id=f"x{n}", number=f"7{n}7", int_ext=int_ext, light=light)
        for n, (int_ext, light) in enumerate(kinds)
    )
    board = Board(boneyard=tuple(Strip(scene=s.scene_id) for s in sheets))
    return replace(book, sheets=sheets, board=board)


def grey_strips(pdf: bytes) -> list[Image]:
    """Cut the strips out of a grey print at 144 dpi, by their scene numbers."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[0]
    picture = page.render(scale=2, grayscale=True).to_pil()
    words = page.get_textpage()
    height = page.get_size()[1]
    strips = []
    for index in range(words.count_rects()):
        left, bottom, right, top = words.get_rect(index)
        if re.fullmatch(r"7\d7", words.get_text_bounded(left, bottom, right, top).strip()):
            box = (int((left - 13) * 2), int((height - top - 1) * 2))
            strips.append(picture.crop((*box, box[0] + 1000, box[1] + 30)))
    words.close()
    page.close()
    document.close()
    return strips


def test_a_black_and_white_print_tells_strips_apart(short_book: Book) -> None:
    strips = grey_strips(print_one(five_looks(short_book), "stripboard"))
    assert len(strips) == 5
    edges, papers = [], []
    for strip in strips:
        edge = strip.crop((2, 2, 16, 28)).tobytes()
        edges.append(sum(edge) / len(edge))
        papers.append(sorted(strip.crop((20, 0, 1000, 30)).tobytes())[15 * 980])
    for edge_one, edge_two in combinations(edges, 2):
        assert abs(edge_one - edge_two) >= 12, edges
    for paper_one, paper_two in combinations(papers[:4], 2):
        assert abs(paper_one - paper_two) >= 20, papers


def test_pay_stands_on_the_cost_page_only(short_book: Book) -> None:
    film = replace(
        short_book.film,
        cast=tuple(replace(m, rate=Decimal(31_337)) for m in short_book.film.cast),
    )
    rows = tuple(replace(row, pay=Decimal(73_331)) for row in short_book.grid.rows)
    book = replace(short_book, film=film, grid=replace(short_book.grid, rows=rows))
    for template in TEMPLATES:
        text = read_back(print_one(book, template)).text
        assert ("31,337" in text) == ("73,331" in text) == (template in {"cost", "book"}), template


def test_text_of_a_production_is_never_read_as_markup(short_book: Book) -> None:
    title = '#panic("x") *bold* $x$ [a] \\ <b> = @c'
    text = read_back(
        print_one(replace(short_book, film=replace(short_book.film, title=title)), "cost")
    )
    assert title in text.text


def test_suggestions_quote_their_line_and_stay_apart(short_book: Book) -> None:
    text = read_back(print_one(short_book, "breakdown")).text
    assert "SUGGESTED BY THE SCRIPT, NOT CONFIRMED" in text
    assert "“She sets the RED THERMOS on the dash and does not look at him.” line 40" in text


def test_a_very_tall_sheet_runs_over_pages(short_book: Book) -> None:
    first = short_book.sheets[0]
    many = tuple(replace(first.suggestions[0], label=f"THING {n}") for n in range(120))
    sheets = (replace(first, suggestions=many), *short_book.sheets[1:])
    book = replace(short_book, sheets=sheets)
    found = read_back(print_one(book, "breakdown"))
    assert all(f"THING {n}" in found.text for n in range(120))
    assert all(box.bottom >= 30 for box in found.boxes)


@pytest.mark.parametrize("many", [6, 14, 22, 30, 38, 46])
def test_full_sheets_lose_nothing_at_the_foot_of_a_page(short_book: Book, many: int) -> None:
    """Around the height at which a sheet is allowed to break."""
    full = short_book.sheets[4]
    cast = tuple(replace(full.cast[0], id=n + 1, character=f"ROLE {n}") for n in range(many))
    found = tuple(
        Suggestion(
            category="Props",
            label=f"THING {n}",
            reason="in capitals in action",
            quote=full.cast[0].quote,
        )
        for n in range(many // 2)
    )
    sheet = replace(full, cast=cast, suggestions=found, notes="A long note. " * 20)
    book = replace(short_book, sheets=(*short_book.sheets[:4], sheet, *short_book.sheets[5:]))
    printed = read_back(print_one(book, "breakdown"))
    assert all(f"ROLE {n}" in printed.text for n in range(many))
    assert all(f"THING {n}" in printed.text for n in range(many // 2))
    assert min(box.bottom for box in printed.boxes) >= 30


def test_a_board_without_days_still_prints(short_book: Book) -> None:
    grid = replace(short_book.grid, dates=(), shoot_days=(), rows=())
    book = replace(short_book, board=Board(), grid=grid)
    found = read_back(print_one(book, "book"))
    assert "no shooting days yet" in found.text
    assert all(sheet.number in found.text for sheet in book.sheets)


AWKWARD = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def test_any_text_prints(short_book: Book) -> None:
    """Hypothesis looks for texts that typst, PDF/UA or our own checks cannot take."""

    @settings(max_examples=12, deadline=None)
    @given(texts=st.lists(AWKWARD, min_size=6, max_size=6))
    def prints(texts: list[str]) -> None:
        heading, name, synopsis, notes, time, title = texts

        def odd(sheet: Sheet) -> Sheet:
            return replace(
                sheet, heading=heading, set=name, synopsis=synopsis, notes=notes, time=time
            )

        film = replace(short_book.film, title=title, company=name, writer=synopsis)
        book = replace(short_book, film=film, sheets=tuple(map(odd, short_book.sheets[:3])))
        assert print_one(book, "book").startswith(b"%PDF-")

    prints()
