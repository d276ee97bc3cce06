"""A take's sightlines in words and for programs."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from lastlook.language.inflect import how_many
from lastlook.take.model.place import pane_words
from lastlook.take.sight import Slip, Verdict, Way

if TYPE_CHECKING:
    from lastlook.take.sight import GiveAway, Sight

SLIPS = {
    Slip.OPERATOR: "if the frame is a little off",
    Slip.CUE: "if a cue comes early or late",
    Slip.SNOW: "if less snow comes than planned",
}
WHOLE = 4 / 3
"""Of the picture's 2 by 2, from where on something goes across all of it."""
MOST = 12
"""Give-aways that are told one by one; --json has all."""


def tell_sight(sight: Sight) -> None:
    """Print who shows, when and how, and what would help."""
    frames = how_many(sum(sight.frames.values()), "frame")
    cameras = how_many(len(sight.frames), "camera")
    verdict = "BLIND" if sight.blind else sight.verdict.upper()
    click.echo(f"\nSightlines: {verdict}, {frames} of {cameras}")
    for note in (*sight.blind, *sight.notes):
        click.echo(f"  {note}.")
    for one in sight.give_aways[:MOST]:
        click.echo(f"  {'SEEN' if one.verdict is Verdict.SEEN else 'near'}  {says(one)}")
    if len(sight.give_aways) > MOST:
        more = len(sight.give_aways) - MOST
        click.echo(f"        and {more} more; --json and the pages have all")
    if sight.fixes:
        click.echo("  What would help, each tried:")
        for fix in sight.fixes:
            end = "; nothing else is seen then" if fix.clears else ""
            click.echo(f"    {fix.what}, and {fix.gone or fix.thing} is gone{end}")
    if sight.chance is not None:
        chance = sight.chance
        click.echo(
            f"  Chance of a clean take, cues and operator slipping within the margins: "
            f"{chance.share:.0%} ({chance.low:.0%} to {chance.high:.0%}, "
            f"{chance.rehearsals} rehearsals)"
        )


def says(one: GiveAway) -> str:
    """Say a give-away in a line: when, which camera, who and what of them, by what way."""
    span = f"{_time(one.since)} to {_time(one.until)} (frame {one.first})"
    whole = not one.part or one.thing.startswith(one.part)
    of = one.thing if whole else f"{one.thing}’s {one.part}"
    via = pane_words(one.via)
    how = {
        Way.DIRECT: f" through the {via}" if via else "",
        Way.SHADOW: f", its shadow on the {via}" if via else ", its shadow",
        Way.REFLECTION: f", reflected in the {via}" if via else ", reflected",
    }[one.way]
    where = f" {where_words(one.box)}" + ("" if one.shown else ", outside what is shown")
    slip = f" {SLIPS[one.slip]}" if one.slip in SLIPS else ""
    return f"{span}  {one.camera}: {of}{how}, {how_many(round(one.pixels), 'pixel')}{where}{slip}"


def where_words(box: tuple[float, float, float, float]) -> str:
    """Say where in the recorded picture something shows most, by its thirds.

    >>> where_words((-1, -1, -0.5, -0.6)), where_words((0.1, -0.1, 0.2, 0.2))
    ('at the lower left', 'in the middle')
    >>> where_words((-0.9, 0.6, 0.9, 1)), where_words((-1, -1, 1, 1))
    ('along the top', 'all over the picture')
    """
    left, bottom, right, top = box
    wide, high = right - left > WHOLE, top - bottom > WHOLE
    across = _third((left + right) / 2, "left", "right")
    over = _third((bottom + top) / 2, "lower", "upper")
    if wide and high:
        return "all over the picture"
    if wide:
        return {"lower": "along the bottom", "upper": "along the top"}.get(
            over, "across the middle"
        )
    if high:
        return f"from top to bottom at the {across}" if across else "from top to bottom"
    if across:
        return f"at the {over} {across}" if over else f"at the {across}"
    return {"lower": "at the bottom", "upper": "at the top"}.get(over, "in the middle")


def _third(place: float, low: str, high: str) -> str:
    return low if place < -1 / 3 else high if place > 1 / 3 else ""


def sight_dict(sight: Sight) -> dict[str, Any]:
    """Return sightlines for programs; docs/formats/take-json.md has the keys."""
    return {
        "verdict": str(sight.verdict),
        "frames": dict(sight.frames),
        "every": sight.every,
        "give_aways": [
            {**asdict(one), "since": one.since, "until": one.until, "says": says(one)}
            for one in sight.give_aways
        ],
        "fixes": [{**asdict(fix), "changes": dict(fix.changes)} for fix in sight.fixes],
        "chance": None
        if sight.chance is None
        else {**asdict(sight.chance), "share": sight.chance.share},
        "notes": list(sight.notes),
        "blind": list(sight.blind),
    }


def _time(seconds: float) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{int(minutes)}:{rest:05.2f}"
