"""The machine's Chromium for tests of pages, and a page that may ask for nothing but itself."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page, Route

ARGUMENTS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium(*more: str) -> Iterator[Browser]:
    """Start the machine's Chromium; a machine without one fails here."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is needed for these tests: apt-get install chromium."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])
        yield started
        started.close()


@contextmanager
def alone(
    browser: Browser, file: Path, width: int, height: int, *, ready: str = "", excused: str = ""
) -> Iterator[Page]:
    """Open a page at a size; any request but its own, and any word on the console, fails the test.

    Waits for the selector `ready`; words with `excused` in them are the test's own doing.
    """
    context = browser.new_context(viewport={"width": width, "height": height})
    asked: list[str] = []
    said: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == file.as_uri():
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    context.route("**/*", answer)
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    if ready:
        page.wait_for_selector(ready)
    yield page
    context.close()
    assert asked == []
    assert [words for words in said if not excused or excused not in words] == []
