"""Board ids: locked, and never given to a second role or element, not even after one is gone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lastlook.breakdown.categories import CAST
from lastlook.breakdown.decisions import FILE
from lastlook.breakdown.memory import folded
from lastlook.errors import LastlookError, Problem, Severity
from lastlook.production.folder import PRODUCTION_FILE
from lastlook.script.ledger import FILE as LEDGER_FILE
from lastlook.script.ledger import BoardId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lastlook.breakdown.decisions import Decisions
    from lastlook.breakdown.register import Entry
    from lastlook.production.model import CastMember
    from lastlook.script.ledger import Ledger


def remembered(ledger: Ledger, cast: Sequence[CastMember], decisions: Decisions) -> Ledger:
    """Return the ledger with every board id of the cast and of elements that it did not know.

    What it knows stays, whoever has the number now: see `reused`.
    """
    roles = {one.number for one in ledger.board_id if one.role}
    elements = {one.number for one in ledger.board_id if one.element}
    new = [
        BoardId(number=str(member.id), role=" ".join(member.character.split()))
        for member in cast
        if str(member.id) not in roles
    ]
    new += [
        BoardId(number=record.number, element=key)
        for key, record in decisions.elements.items()
        if record.number and record.number not in elements
    ]
    return replace(ledger, board_id=(*ledger.board_id, *new)) if new else ledger


def reused(ledger: Ledger, cast: Sequence[CastMember], decisions: Decisions) -> list[Problem]:
    """Warn of every board id that belonged to another role or element before."""
    roles = {one.number: one.role for one in ledger.board_id if one.role}
    elements = {one.number: one.element for one in ledger.board_id if one.element}
    found = []
    for member in cast:
        before = roles.get(str(member.id))
        names = {folded(name) for name in (member.character, *member.also)}
        if before is not None and folded(before) not in names:
            found.append(
                _problem(
                    PRODUCTION_FILE,
                    f"Board id {member.id} is {member.character} now, but it was {before}.",
                    f'If this is {before} under another name, add also = ["{before}"] to the '
                    f"[[cast]] table; else give {member.character} a number of its own, such as "
                    f"{max({member.id, *ledger.role_ids}) + 1}.",
                )
            )
    for key, record in decisions.elements.items():
        before = elements.get(record.number) if record.number else None
        if before is not None and before != key and before not in record.also:
            found.append(
                _problem(
                    FILE,
                    f"Board id {record.number} is {record.label} ({key}) now, but it was the "
                    f"element {before}.",
                    f"Give {record.label} a number of its own: lastlook breakdown number.",
                )
            )
    return found


def next_numbers(
    wanted: Sequence[Entry], entries: Sequence[Entry], ledger: Ledger
) -> list[tuple[Entry, str]]:
    """Give each element that has no board id the next number, none of them ever given before."""
    free = 1 + max(
        (int(number) for number in _given(entries, ledger) if number.isdecimal()),
        default=0,
    )
    given = []
    for entry in wanted:
        if not entry.number and entry.category != CAST:
            given.append((entry, str(free)))
            free += 1
    return given


def refuse_given(number: str, entry: Entry, entries: Sequence[Entry], ledger: Ledger) -> None:
    """Raise LastlookError where a number cannot be this element's."""
    owner = next((one for one in entries if one.number == number and one.category != CAST), None)
    if owner is not None and owner.id != entry.id:
        raise LastlookError(f"{number} is the board id of “{owner.label}”.")
    before = next((one for one in ledger.board_id if one.element and one.number == number), None)
    if before is not None and before.element != entry.id:
        raise LastlookError(
            f"{number} was the board id of the element {before.element}, and is never given again."
        )
    if not number.strip():
        raise LastlookError("A board id is a number, or a number and letters.")


def _given(entries: Sequence[Entry], ledger: Ledger) -> set[str]:
    now = {one.number for one in entries if one.number and one.category != CAST}
    return now | {one.number for one in ledger.board_id if one.element}


def _problem(file: str, what: str, fix: str) -> Problem:
    return Problem(
        file=file,
        what=what,
        why=f"Strips, sheets and call sheets of before say that number for another; {LEDGER_FILE} "
        "remembers it.",
        fix=fix,
        severity=Severity.WARNING,
    )
