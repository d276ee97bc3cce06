"""Where a journey does not hold together, and how much it matters."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lastlook.breakdown.journey_model import (
    READ_FROM,
    SOMEBODY,
    Basis,
    Break,
    Grade,
    Kind,
    Presence,
    Stop,
)
from lastlook.breakdown.journey_states import contradiction, is_other

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lastlook.breakdown.model import Sheet

_GOES_ON = re.compile(
    r"(?<!\w)(?:CONTINUOUS|CONTINUING|CONT|LATER|SAME|SAME TIME|SIMULTANEOUS)(?!\w)"
)
_AT_ONCE = re.compile(r"(?<!\w)(?:SAME|SAME TIME|SIMULTANEOUS|INTERCUT)(?!\w)")
_ANOTHER_DAY = re.compile(
    r"(?<!\w)(?:DAYS|NIGHTS|(?:A|ONE) (?:DAY|NIGHT)|WEEKS?|MONTHS?|YEARS?|NEXT)(?!\w)"
)
_APART = re.compile(
    r"(?<!\w)(?:FLASH-?\s?BACK|FLASH-?\s?FORWARD|DREAM|MEMORY|FANTASY|VISION)(?!\w)"
)
_HOLDER_WORD = re.compile(r"[^\W_]+(?:[-.'’][^\W_]+)*")
_MORE = re.compile(r"\s*[,(]\s*|\s+(?:in|on|inside|under|with)\s+")
_EMPTY = frozenset(
    "a an the in on at of under inside his her its their by with to from into onto hand "
    "hands".split()
)


def breaks(stops: Sequence[Stop], sheets: Sequence[Sheet]) -> tuple[Break, ...]:
    """Return the gaps between the stops of one element, in script order.

    Between two scenes with the element, scenes without it are no gap. A gap within one script
    day, or where the heading says CONTINUOUS, LATER or SAME all the way, is a break; one across
    days, or where no day is stated, asks for an explanation. `since` in the later scene explains
    both. Scenes of a flashback or a dream stand apart. What is only spoken of has no place here.
    """
    order = {sheet.scene_id: place for place, sheet in enumerate(sheets)}
    there = [stop for stop in stops if stop.presence is not Presence.SPOKEN]
    on = [stop for stop in there if not _APART.search(stop.heading)]
    found = [*_before_it_enters(there)]
    held: Stop | None = None
    known: Stop | None = None
    for stop in on:
        # A scene that does not say who has it, or its state, is passed over.
        if held is not None and stop.has and not stop.since:
            found += _holder(held, stop, _grade(sheets, order, held, stop))
        if known is not None and stop.states and not stop.since:
            found += _state(known, stop, _grade(sheets, order, known, stop))
        held = stop if stop.has or stop.since else held
        known = stop if stop.states or stop.since else known
    for before, after in pairwise(on):
        if not after.since:
            found += _two_places(before, after, sheets, order)
    return tuple(sorted(found, key=lambda one: (order[one.after], one.kind, one.before)))


def _grade(sheets: Sequence[Sheet], order: Mapping[str, int], before: Stop, after: Stop) -> Grade:
    first, last = order[before.scene_id], order[after.scene_id]
    day_before, day_after = _days(sheets[first])[-1:], _days(sheets[last])[:1]
    if day_before and day_after:
        return Grade.BREAK if day_before == day_after else Grade.NOTE
    between = sheets[first + 1 : last + 1]
    return Grade.BREAK if all(_follows_at_once(sheet) for sheet in between) else Grade.NOTE


def _days(sheet: Sheet) -> list[str]:
    return [day for part in re.split(r"[,;–-]", sheet.script_day) if (day := part.strip())]


def _follows_at_once(sheet: Sheet) -> bool:
    return bool(_GOES_ON.search(sheet.time)) and not _ANOTHER_DAY.search(sheet.time)


def _holder(before: Stop, after: Stop, grade: Grade) -> Iterator[Break]:
    if not before.has or _several(before, after):
        return
    gave, took = before.has[-1], after.has[0]
    if SOMEBODY in {gave, took} or same_holder(gave, took):
        return
    yield Break(
        kind=Kind.HOLDER,
        grade=grade,
        before=before.scene_id,
        after=after.scene_id,
        what=f"Scene {before.number} ends with it at {_at(gave)}, "
        f"scene {after.number} begins with it at {_at(took)}.",
        basis=_basis(before.has_basis, after.has_basis),
    )


def _several(before: Stop, after: Stop) -> bool:
    """Whether there is more than one of them, so that each may be somewhere else."""
    return max(before.count or 0, after.count or 0) > 1


def _at(holder: str) -> str:
    return f"“{holder}”"


def _state(before: Stop, after: Stop, grade: Grade) -> Iterator[Break]:
    if not before.states:
        return
    left, found = before.states[-1], after.states[0]
    against = contradiction(left, found)
    basis = _basis(before.states_basis, after.states_basis)
    if not against and (basis is not Basis.STATED or not is_other(left, found)):
        return
    yield Break(
        kind=Kind.STATE,
        grade=grade if against else Grade.NOTE,
        before=before.scene_id,
        after=after.scene_id,
        what=f"Scene {before.number} leaves it “{left}”, scene {after.number} begins with it "
        f"“{found}”.",
        basis=basis,
    )


def _basis(first: Basis, second: Basis) -> Basis:
    return Basis.STATED if first is second is Basis.STATED else Basis.READ


def _two_places(
    before: Stop, after: Stop, sheets: Sequence[Sheet], order: Mapping[str, int]
) -> Iterator[Break]:
    here, there = sheets[order[before.scene_id]], sheets[order[after.scene_id]]
    next_door = order[after.scene_id] == order[before.scene_id] + 1
    if (
        _several(before, after)
        or not next_door
        or not _AT_ONCE.search(there.time)
        or here.set == there.set
    ):
        return
    if before.has and after.has and same_holder(before.has[-1], after.has[0]):
        return
    yield Break(
        kind=Kind.TWO_PLACES,
        grade=Grade.BREAK if before.has and after.has else Grade.NOTE,
        before=before.scene_id,
        after=after.scene_id,
        what=f"Scenes {before.number} and {after.number} play at the same time in two places, and "
        "it is in both. If there are two of them, state the count.",
        basis=_basis(before.has_basis, after.has_basis),
    )


def _before_it_enters(stops: Sequence[Stop]) -> Iterator[Break]:
    """Yield scenes whose action handles it before any sheet has it."""
    first = next((s for s in stops if s.presence is Presence.SHEET), None)
    if first is None:
        return
    for stop in stops:
        if stop is first:
            return
        if any(one.confidence >= READ_FROM for one in stop.readings):
            yield Break(
                kind=Kind.BEFORE_IT_ENTERS,
                grade=Grade.NOTE,
                before=first.scene_id,
                after=stop.scene_id,
                what=f"Scene {stop.number} uses it, but it is on no sheet before scene "
                f"{first.number}.",
                basis=Basis.READ,
            )


def same_holder(first: str, second: str) -> bool:
    """Whether two holders can be one and the same: `Zoë` and `Zoë's finger`, `the drawer`.

    What comes after a comma or `in` says more about where: an envelope in a drawer is in the
    drawer; but in an envelope it may be with anybody.

    >>> same_holder("envelope in the drawer", "drawer")
    True
    >>> same_holder("drawer, in the envelope", "Dora, in the envelope")
    False
    """
    return bool(_main(first) & _words(second)) or bool(_main(second) & _words(first))


def _main(holder: str) -> set[str]:
    return _words(_MORE.split(holder, maxsplit=1)[0]) or _words(holder)


def _words(holder: str) -> set[str]:
    """Return what a holder is told by: its words without articles and possessives."""
    words = (word.casefold().replace("’", "'") for word in _HOLDER_WORD.findall(holder))
    return {plain for word in words if (plain := word.removesuffix("'s")) not in _EMPTY}
