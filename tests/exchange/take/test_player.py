"""The page that plays a take, in a real browser: drawn, by keyboard, accessible, no network."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import expect
from tests.browser import alone, chromium

from lastlook.exchange.take.player.page import player_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from lastlook.exchange.take.played import Played
    from lastlook.take.rehearsal import Rehearsal


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start the machine's Chromium, which draws WebGL without a graphics card."""
    with chromium("--use-angle=swiftshader", "--enable-unsafe-swiftshader") as started:
        yield started


@pytest.fixture(scope="module")
def file(found: Rehearsal, played: Played, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("player") / "take.html"
    path.write_bytes(player_page(found, played, None))
    return path


def opened(browser: Browser, file: Path, width: int, height: int) -> Iterator[Page]:
    """Open the page once it is drawn.

    Reading a picture back stalls a graphics card, and Chromium says so: it is the test's doing.
    """
    ready = "html[data-ready=yes]"
    with alone(browser, file, width, height, ready=ready, excused="ReadPixels") as page:
        yield page


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    yield from opened(browser, file, 900, 520)


@pytest.fixture
def narrow(browser: Browser, file: Path) -> Iterator[Page]:
    yield from opened(browser, file, 380, 700)


def drawn(page: Page) -> np.ndarray:
    """Return the picture on the canvas, height × width × 3."""
    data = page.locator("canvas").screenshot()
    return np.asarray(Image.open(io.BytesIO(data)).convert("RGB")).astype(int)


def clock(page: Page) -> str:
    return page.locator("#code").inner_text()


def test_the_cameras_and_the_orbit_draw_different_pictures(page: Page) -> None:
    pictures = []
    for name in ("Camera A", "Camera B side", "Orbit"):
        button = page.get_by_role("button", name=name)
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        pictures.append(drawn(page))
        assert len(np.unique(pictures[-1].reshape(-1, 3), axis=0)) > 100, name
    for one, other in ((0, 1), (1, 2), (0, 2)):
        assert np.abs(pictures[one] - pictures[other]).mean() > 5


def test_a_camera_is_framed_as_its_lens_has_it(page: Page) -> None:
    box, frame = page.locator("canvas").bounding_box(), page.locator("#frame").bounding_box()
    assert box is not None
    assert frame is not None
    assert frame["width"] / frame["height"] == pytest.approx(2.39, rel=0.02)
    page.keyboard.press("2")
    assert not page.locator("#frame").is_visible()  # it shows all that it records
    rows = drawn(page)[2:-2, 40:-40].sum(axis=2).max(axis=1)
    shown = np.flatnonzero(rows > 0)
    ratio = box["width"] / (shown[-1] + 1 - shown[0])
    assert ratio == pytest.approx(24.89 * 2 / 18.66, rel=0.02)


def test_a_cue_brings_its_moment_and_snow_whitens_the_glass(page: Page) -> None:
    before = drawn(page)
    page.get_by_role("button", name="Cut to black").click()
    assert clock(page) == "00:00:07:11"  # the last frame there is
    horn = page.get_by_role("button", name="Horn")
    horn.click()
    assert clock(page) == "00:00:02:12"
    assert horn.get_attribute("aria-current") == "true"
    assert page.get_by_role("button", name="Quiet").get_attribute("aria-current") == "true"
    assert page.get_by_role("button", name="A3 50 mm").get_attribute("aria-current") is None
    assert np.abs(drawn(page) - before).mean() > 1


def test_give_aways_are_told_in_words(page: Page) -> None:
    assert page.get_by_role("button", name="SEEN: Éva, left hand, through rear").is_visible()


def test_keys_play_pause_and_turn(page: Page) -> None:
    page.keyboard.press("Space")
    assert page.locator("#play").inner_text() == "Pause"
    expect(page.locator("#code")).to_have_text(re.compile("00:00:0[1-7]"))
    page.keyboard.press("Space")
    assert page.locator("#play").inner_text() == "Play"
    stood = clock(page)
    page.wait_for_timeout(200)
    assert clock(page) == stood
    page.keyboard.press("o")
    before = drawn(page)
    page.locator("canvas").focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("+")
    assert np.abs(drawn(page) - before).mean() > 1
    page.locator("#time").focus()
    page.keyboard.press("Home")
    assert clock(page) == "00:00:00:00"
    page.keyboard.press("ArrowRight")
    assert clock(page) == "00:00:00:01"


def test_it_stops_at_the_end(page: Page) -> None:
    page.locator("#time").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Play").click()
    expect(page.locator("#play")).to_have_text("Play")
    assert clock(page) == "00:00:07:11"


def test_who_must_hide_can_be_left_out(page: Page) -> None:
    page.keyboard.press("o")
    crowd = drawn(page)
    page.get_by_role("checkbox").check()
    alone = drawn(page)
    red = (crowd[..., 0] > crowd[..., 2] + 60).sum(), (alone[..., 0] > alone[..., 2] + 60).sum()
    assert red[0] > red[1] + 50


def test_axe_finds_nothing(page: Page, narrow: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    for one in (page, narrow):
        found = Axe().run(one).response["violations"]
        assert [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in found] == []


def test_a_narrow_screen_shows_all_of_it(narrow: Page) -> None:
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 380
    for words in ("Play", "Horn"):
        assert narrow.get_by_role("button", name=words).is_visible()
    assert len(np.unique(drawn(narrow).reshape(-1, 3), axis=0)) > 50


def test_words_cannot_end_the_script(found: Rehearsal, played: Played) -> None:
    from dataclasses import replace

    camera = replace(found.take.cameras[0], name="</script><b>")
    bad = replace(found, take=replace(found.take, title="<b>&", cameras=(camera,)))
    page = player_page(bad, played, None).decode()
    assert page.count("</script>") == 3
    assert "<b>" not in page
