"""The days of another program as a board, kept as somebody's own arrangement."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from lastlook.breakdown.parts import whole_scene
from lastlook.schedule import Banner, Board, ShootDay, Strip, Unit
from lastlook.schedule.board_file import fingerprint, locks
from lastlook.schedule.board_text import board_text
from lastlook.script import IntExt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lastlook.breakdown import Sheet
    from lastlook.exchange.film import Film
    from lastlook.exchange.incoming import Incoming, IncomingDay, IncomingItem
    from lastlook.schedule import Shoot


def board_of(
    film: Film, incoming: Incoming, matched: Mapping[str, tuple[str, ...]], shoot: Shoot
) -> tuple[Board, tuple[str, ...]]:
    """Return a file's stripboard as a board of this film, and what a person should know of it.

    A day without a date takes the next one that may be shot on. Days on one date become one. A
    scene, or part of one, has one strip: where the file has it again, a banner keeps the place.
    What the file does not place is in the boneyard. `matched` are scene ids by sheet, as `merge`
    has them.
    """
    placer = _Placer(film, incoming, matched, shoot)
    days = [(when, day) for when, day in _dated(incoming, shoot, placer.remarks)]
    work: defaultdict[date, list[Strip | Banner]] = defaultdict(list)
    night: dict[date, bool | None] = {}
    for when, day in days:
        work[when] += [item for one in day.items for item in placer.items(one)]
        night.setdefault(when, day.night)
    board = Board(
        days=tuple(
            ShootDay(
                date=when, unit=placer.unit(work[when], stated=night[when]), work=tuple(work[when])
            )
            for when in sorted(work)
        ),
        boneyard=tuple(
            Strip(scene=scene.id) for scene in shoot.scenes if scene.id not in placer.placed
        ),
    )
    return board, tuple(placer.remarks)


def _dated(incoming: Incoming, shoot: Shoot, remarks: list[str]) -> list[tuple[date, IncomingDay]]:
    """Give every day a date: its own, or the next that the calendar here has free."""
    taken = {day.date for day in incoming.days if day.date}
    free = iter(sorted(set(shoot.dates) - taken))
    found: list[tuple[date, IncomingDay]] = []
    without = 0
    for day in incoming.days:
        when = day.date or next(free, None)
        without += day.date is None
        if when is not None:
            found.append((when, day))
        else:
            remarks.append(
                "The calendar has no date left for a day of the file; its scenes are in the "
                "boneyard."
            )
    if without:
        remarks.append(
            f"{without} days of the file have no date; they took the next that may be shot on."
        )
    return found


class _Placer:
    def __init__(
        self,
        film: Film,
        incoming: Incoming,
        matched: Mapping[str, tuple[str, ...]],
        shoot: Shoot,
    ) -> None:
        self.sheets: dict[str, Sheet] = {sheet.scene_id: sheet for sheet in film.sheets}
        self.strips: defaultdict[str, list[str]] = defaultdict(list)
        for scene in shoot.scenes:
            self.strips[whole_scene(scene.id)].append(scene.id)
        self.named = {sheet.key: sheet.scene_id for sheet in incoming.sheets}
        self.places = {sheet.key: sheet.place for sheet in incoming.sheets}
        self.matched = matched
        self.placed: set[str] = set()
        self.remarks: list[str] = []

    def items(self, item: IncomingItem) -> list[Strip | Banner]:
        if not item.sheet:
            return [Banner(text=item.banner, minutes=item.minutes)]
        scenes = self.matched.get(item.sheet, ())
        place = self.places.get(item.sheet, item.sheet)
        if not scenes:
            self.remarks.append(f"{place} is on the file's board and matches no scene here.")
            return []
        found: list[Strip | Banner] = []
        for scene in scenes:
            named = self.named.get(item.sheet, "")
            wanted = [named] if named in self.strips[scene] else self.strips[scene]
            strips = [strip for strip in wanted if strip not in self.placed]
            if not strips:
                number = self.sheets[scene].number
                self.remarks.append(f"scene {number} is on the file's board more than once.")
                found.append(Banner(text=f"Scene {number}, again"))
            self.placed.update(strips)
            found += [Strip(scene=strip) for strip in strips]
        return found

    def unit(self, work: list[Strip | Banner], *, stated: bool | None) -> Unit:
        """Return the unit; a day with a scene outside by night, or with no other, is a night."""
        if stated is not None:
            return Unit.NIGHT if stated else Unit.DAY
        strips = [item for item in work if isinstance(item, Strip)]
        sheets = [self.sheets[whole_scene(strip.scene)] for strip in strips]
        dark = [sheet for sheet in sheets if sheet.light == "night"]
        outside = any(sheet.int_ext is not IntExt.INT for sheet in dark)
        return Unit.NIGHT if outside or (dark and len(dark) == len(sheets)) else Unit.DAY


def board_bytes(board: Board, shoot: Shoot) -> bytes:
    """Return a board.toml that says this board and no proof: somebody arranged it by hand."""
    text = board_text(board, shoot, fingerprint=fingerprint(board, shoot), locks=locks(board))
    return text.encode()
