"""The words of `board.toml`: a board laid out for hands, around what people wrote there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lastlook.production.values import quoted
from lastlook.schedule.board import Banner

if TYPE_CHECKING:
    from lastlook.production.toml_text import Toml
    from lastlook.schedule.board import Board, Proof, SetAt, ShootDay, Slot, Strip
    from lastlook.schedule.shoot import Shoot

HEADER = """\
# The stripboard. lastlook writes it; you may edit it and run lastlook again.
#
# To reorder, move a strip's line within its day or to another day.
# To fix a strip to its date, write it as { scene = "s012", locked = true },
# To fix a whole day with its order, add the line  locked = true  below its date.
# To leave a scene out, move its line to the boneyard.
# To note time for something else, add { banner = "Lunch", minutes = 0 },
#
# What stands behind # on a strip's line is lastlook's. Write your own remarks on lines of
# their own: they stay with their day.
"""

_STRIP_LINE = re.compile(r"^(?P<item>\s*(?:\"[^\"]+\"|\{[^{}#]*\}),?)\s*(?:#.*)?$")
_ITEM_ID = re.compile(r"^\s*(?:\{.*?\bscene\s*=\s*)?\"([^\"]+)\"")


@dataclass(frozen=True, slots=True, kw_only=True)
class _OldDay:
    """A day as it stands in the file that is there."""

    day: ShootDay
    remarks: list[str]
    """Whole lines of remarks above the day and within it."""
    tail: list[str]
    """Remarks below it that are set apart from what follows."""
    body: list[str]
    """From `[[day]]` to its last line."""


def board_text(
    board: Board,
    shoot: Shoot,
    *,
    fingerprint: str,
    locks: tuple[str, ...],
    before: str = "",
    old: tuple[Toml, Board] | None = None,
) -> str:
    """Lay out a board as TOML.

    `before` is the text that is to be replaced, and `old` what it says. The remarks at its head
    and at each date stay; a day that did not change keeps every line.
    """
    says = {scene.id: scene.strip or scene.label for scene in (*shoot.scenes, *shoot.held)}
    head, orphans = HEADER, list[str]()
    days: dict[Slot, _OldDay] = {}
    if old is not None and before.strip():
        head, days = _take_apart(before, *old)
        kept = {day.slot for day in board.days}
        orphans = [
            line
            for day in days.values()
            if day.day.slot not in kept
            for line in [*day.remarks, *day.tail]
            if line.strip()
        ]
    blocks = [head.strip("\n"), _list("boneyard", board.boneyard, says)]
    blocks += [_day_block(day, days.get(day.slot), says) for day in board.days]
    if orphans:
        blocks.append("\n".join(["# From days that are not on the board any more:", *orphans]))
    if board.places:
        blocks.append(_places(board.places))
    if board.proof:
        blocks.append(_proof(board.proof, fingerprint, locks))
    return "\n\n".join(blocks) + "\n"


def _day_block(day: ShootDay, old: _OldDay | None, says: dict[str, str]) -> str:
    if old is None:
        return "\n".join(_day_lines(day, says))
    if old.day == day:
        return "\n".join([*old.remarks, *_refreshed(old.body, says), *old.tail])
    return "\n".join([*old.remarks, *_own_lines(old.body), *_day_lines(day, says), *old.tail])


def _day_lines(day: ShootDay, says: dict[str, str]) -> list[str]:
    lines = ["[[day]]", f"date = {day.date.isoformat()}", f'unit = "{day.unit}"']
    if day.crew:
        lines.append(f"crew = {quoted(day.crew)}")
    if day.locked:
        lines.append("locked = true")
    return [*lines, _list("strips", day.work, says)]


def _list(name: str, items: tuple[Strip | Banner, ...], says: dict[str, str]) -> str:
    if not items:
        return f"{name} = []"
    lines = [_with_remark(f"    {_item(item)},", says) for item in items]
    return "\n".join([f"{name} = [", *lines, "]"])


def _item(item: Strip | Banner) -> str:
    if isinstance(item, Banner):
        minutes = f", minutes = {item.minutes}" if item.minutes else ""
        return f"{{ {'move' if item.move else 'banner'} = {quoted(item.text)}{minutes} }}"
    if item.locked:
        return f"{{ scene = {quoted(item.scene)}, locked = true }}"
    return quoted(item.scene)


def _with_remark(line: str, says: dict[str, str]) -> str:
    """Add what a strip's scene is; banners speak for themselves."""
    found = _ITEM_ID.match(line)
    if found is None:
        return line
    words = says.get(found[1], "not in the script any more")
    return f"{line}  # {' '.join(words.split())}"


def _refreshed(body: list[str], says: dict[str, str]) -> list[str]:
    """Renew lastlook's own remark on every line that holds one strip; leave the rest."""
    lines = []
    for line in body:
        strip = _STRIP_LINE.match(line)
        is_strip = strip is not None and _ITEM_ID.match(line)
        lines.append(_with_remark(strip["item"].rstrip(), says) if strip and is_strip else line)
    return lines


def _places(places: tuple[SetAt, ...]) -> str:
    lines = ["[places]  # where each set is shot that several locations can stand in for"]
    for one in places:
        value = quoted(one.location)
        if one.locked:
            value = f"{{ location = {value}, locked = true }}"
        lines.append(f"{quoted(one.of)} = {value}")
    return "\n".join(lines)


def _own_lines(body: list[str]) -> list[str]:
    return [line.strip() for line in body if line.lstrip().startswith("#")]


def _proof(proof: Proof, fingerprint: str, locks: tuple[str, ...]) -> str:
    under = [f"locks = [{', '.join(quoted(lock) for lock in locks)}]"] if locks else []
    return "\n".join(
        [
            "[proof]  # holds until somebody moves something; lastlook notices by itself",
            f"cost = {proof.cost}",
            f"bound = {proof.bound}",
            f"gap = {proof.gap:.4f}",
            f"optimal = {str(proof.optimal).lower()}",
            f"seconds = {proof.seconds!r}",
            f"seed = {proof.seed}",
            *under,
            f'fingerprint = "{fingerprint}"',
        ]
    )


def _take_apart(text: str, toml: Toml, board: Board) -> tuple[str, dict[Slot, _OldDay]]:
    """Find the head of a file and the lines of each of its days."""
    lines = text.removesuffix("\n").split("\n")
    tables = toml.table.get("day", [])
    starts = [toml.marks["day", number].line - 1 for number in range(len(tables))]
    proof, places = toml.marks.get(("proof",)), toml.marks.get(("places",))
    end = proof.line - 1 if proof else len(lines)
    inside = all(lines[start].lstrip().startswith("[[") for start in starts)
    above = None
    if places and starts and places.line - 1 < starts[0]:
        above = places.line - 1
    elif places:
        inside = inside and (not starts or places.line - 1 > starts[-1])
        end = min(end, places.line - 1)
    if len(board.days) != len(tables) or not inside or (starts and end < starts[-1]):
        # An unusual layout: nothing can be told apart for sure, so keep the remarks alone.
        return "\n".join(_own_lines(lines)) or HEADER, {}
    # Remarks that touch a header belong to what they head.
    tops = [_top(lines, start) for start in starts]
    ends = [*tops[1:], end]
    days = {}
    for day, top, start, stop in zip(board.days, tops, starts, ends, strict=False):
        last = stop
        while last > start and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
            last -= 1
        tail = lines[last:stop]
        while tail and not tail[-1].strip():
            tail.pop()
        days[day.slot] = _OldDay(
            day=day, remarks=lines[top:start], body=lines[start:last], tail=tail
        )
    head = lines[: tops[0] if tops else end]
    if above is not None:
        head = [*head[:above], *_own_lines(head[above:])]
    return _without_boneyard(head, toml) or HEADER, days


def _top(lines: list[str], start: int) -> int:
    while start > 0 and lines[start - 1].startswith("#"):
        start -= 1
    return start


def _without_boneyard(head: list[str], toml: Toml) -> str:
    """Leave out the boneyard, which is written anew; remarks within it stay."""
    mark = toml.marks.get(("boneyard",))
    if mark is None:
        return "\n".join(head).strip("\n")
    first = last = mark.line - 1
    depth = 0
    for last in range(first, len(head)):
        code = re.sub(r'"(?:\\.|[^"\\])*"|#.*', "", head[last])
        depth += code.count("[") - code.count("]")
        if depth <= 0:
            break
    kept = [*head[:first], *_own_lines(head[first:last]), *head[last + 1 :]]
    return "\n".join(kept).strip("\n")
