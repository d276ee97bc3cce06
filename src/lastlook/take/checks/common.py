"""What checks of a take file share: unknown names, order of time, spans."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from decimal import Decimal

    from lastlook.production.schema import Reader
    from lastlook.production.toml_marks import Path as At


def unknown(reader: Reader, at: At, kind: str, name: str, known: Collection[str]) -> None:
    """Note that something of a name is not known, with the nearest that is."""
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    if near:
        fix = f"Did you mean `{near[0]}`?"
    else:
        fix = f"Known: {', '.join(known)}." if known else "There is none in this file."
    reader.problem(at, f"There is no {kind} `{name}`.", fix)


def in_time(reader: Reader, at: At, moment: Decimal, duration: Decimal) -> None:
    """Note a moment that comes after the end of the take."""
    if moment > duration:
        reader.problem(
            at,
            f"{moment} s is after the end of the take at {duration} s.",
            "Move it earlier or give the take a longer `duration`.",
        )


def rising(reader: Reader, at: At, times: Sequence[Decimal], what: str) -> None:
    """Note the first of several moments that does not come after the one before it."""
    for number in range(1, len(times)):
        if times[number] <= times[number - 1]:
            reader.problem(
                (*at, number, "at"),
                f"{times[number]} s does not come after {times[number - 1]} s: "
                f"{what} is in the order of time.",
                "Sort it by `at`, a moment only once.",
            )
            return


def span(reader: Reader, at: At, start: Decimal, until: Decimal | None) -> None:
    """Note something that ends before it begins."""
    if until is not None and until <= start:
        reader.problem((*at, "until"), "It ends before it begins.", "`until` is after `at`.")
