"""How a rehearsed take stands, in a few words: for the book's first page and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lastlook.take.rehearsal import Rehearsal


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeReport:
    """How a take stands, for the book's first page."""

    file: str
    title: str
    scene: str
    """Id of its scene."""
    verdict: str
    """Of its sightlines, in words; empty for a take without cameras."""
    panes: str
    """How many panes shut when the page says, in words; empty where the page says nothing."""
    reset: str
    """Minutes of the reset and takes that fit, in words."""
    prints: tuple[str, ...]
    """Names of its files in the book, the PDF of everything first."""


def report_take(found: Rehearsal, file: str, prints: tuple[str, ...]) -> TakeReport:
    """Report on a rehearsed take whose pages have these names."""
    kept = sum(promise.kept for promise in found.promises)
    reset = f"{found.reset.minutes:.0f} minutes"
    if found.reset.takes is not None:
        reset += f", {found.reset.takes} takes fit"
    return TakeReport(
        file=file,
        title=found.take.title,
        scene=found.take.scene,
        verdict=verdict_words(found),
        panes=f"{kept} of {len(found.promises)}" if found.promises else "",
        reset=reset,
        prints=prints,
    )


def verdict_words(found: Rehearsal) -> str:
    """Say how a take's sightlines stand, in a line; empty where it has no cameras."""
    sight = found.sight
    if sight is None:
        return ""
    if sight.blind:
        return sight.blind[0]
    what = {
        "clean": "Clean: nobody is in frame",
        "marginal": "Marginal: somebody shows if something slips",
        "seen": "Seen: " + ", ".join(_seen(found)[:3]),
    }[sight.verdict]
    each = sight.every * float(found.take.fps)
    return what if each <= 1.01 else f"{what} (looked at every {sight.every:g} s)"


def _seen(found: Rehearsal) -> list[str]:
    assert found.sight is not None
    names = [one.thing for one in found.sight.give_aways if one.verdict == "seen"]
    return list(dict.fromkeys(names))
