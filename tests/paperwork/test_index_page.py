"""The index page in a real browser: accessible, by keyboard, at every width, without network."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest
from tests.browser import alone, chromium

from lastlook.errors import Problem
from lastlook.paperwork import FILES, make_files
from lastlook.paperwork.gather import gather
from lastlook.paperwork.page import _take_pages, index_page
from lastlook.paperwork.take_report import TakeReport

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from lastlook.paperwork import Book

WIDTHS = (360, 820, 1440)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium."""
    with chromium("--disable-gpu") as started:
        yield started


@pytest.fixture(scope="module")
def folder(short_book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a printed book."""
    out = tmp_path_factory.mktemp("book")
    for name, data in make_files(short_book):
        (out / name).write_bytes(data)
    return out


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, folder: Path) -> Iterator[Page]:
    """Open the page at one width; any request but the page's own is cut off and fails the test."""
    with alone(browser, folder / "index.html", request.param, 900) as opened:
        yield opened


def run_axe(page: Page) -> list[str]:
    """List axe-core's findings, one line each."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert run_axe(page) == []


def test_axe_would_find_something(page: Page) -> None:
    page.evaluate("document.querySelector('h1').style.color = '#eee'")
    page.evaluate("document.body.append(document.createElement('button'))")
    found = {line.split(":")[0] for line in run_axe(page)}
    assert {"button-name", "color-contrast"} <= found


def test_nothing_runs_out_of_the_window(page: Page) -> None:
    width = page.evaluate("document.documentElement.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.strip > span, h1, h2, h3, dd, td')]
            .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"""
    )
    assert cut == []


def test_every_link_is_reached_by_tab_and_shows_where_one_is(page: Page) -> None:
    links = page.evaluate("[...document.links].map(a => a.getAttribute('href'))")
    assert links == ["#board", *(name for name in FILES if name != "index.html")]
    for link in links:
        page.keyboard.press("Tab")
        focus = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e),
            b = e.getBoundingClientRect(); return [e.getAttribute('href'), s.outlineStyle,
            parseFloat(s.outlineWidth), b.width > 0 && b.left >= 0 && b.right <= innerWidth]; }"""
        )
        assert focus == [link, "solid", 3, True]


def test_the_skip_link_leads_to_the_board(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "board"


def test_the_page_has_landmarks_and_every_scene(page: Page, short_book: Book) -> None:
    for landmark in ("header", "main", "nav", "footer"):
        assert page.locator(landmark).count() == 1
    assert page.get_attribute("html", "lang") == "en"
    shown = page.locator(".strip .number").all_inner_texts()
    assert len(shown) == len(short_book.sheets)
    words = page.locator("main").inner_text()
    view = gather(short_book)
    for day in view.days:
        assert day.end in words
    assert view.cost.proof in words
    assert view.summary.cost in words
    assert all(text in words for _, text in view.assumptions)
    assert all(text in words for _, text in view.problems)


def test_its_links_lead_to_files_of_the_book(folder: Path, page: Page) -> None:
    for link in page.evaluate("[...document.links].map(a => a.getAttribute('href'))")[1:]:
        assert (folder / link).is_file()


def test_print_keeps_the_strips_colours(page: Page) -> None:
    page.emulate_media(media="print")
    adjust = page.evaluate("getComputedStyle(document.querySelector('.strip')).printColorAdjust")
    assert adjust == "exact"


def test_text_of_a_production_is_never_read_as_html(short_book: Book) -> None:
    evil = "<script>alert(1)</script>&\"'"
    film = replace(short_book.film, title=evil, writer=evil, company=evil)
    sheets = tuple(
        replace(sheet, set=evil, synopsis=evil, time=evil) for sheet in short_book.sheets
    )
    problems = (Problem(file=evil, what=evil),)
    text = index_page(gather(replace(short_book, film=film, sheets=sheets, problems=problems)))
    assert b"<script" not in text
    assert b"&lt;script&gt;alert(1)&lt;/script&gt;&amp;" in text


def test_a_link_to_a_takes_page_holds_whatever_its_file_is_called() -> None:
    pages = ("take-24 #1 ü.pdf", "take-24 #1 ü-sheet.pdf", "take-24 #1 ü-board-1.svg")
    take = TakeReport(
        file="takes/24 #1 ü.toml", title="24 <b>", scene="s1", verdict="", panes="", reset="",
        prints=pages,
    )  # fmt: skip
    links = re.findall(r'href="([^"]*)"', _take_pages(take))
    assert [unquote(urlsplit(link).path) for link in links] == list(pages[1:])
    assert not any(urlsplit(link).fragment for link in links)
