"""Sheets from elsewhere laid over what people decided: what is there stays, the rest is added."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from lastlook.breakdown import Decisions, ElementRecord, SceneDecisions
from lastlook.breakdown.categories import BACKGROUND, CAST
from lastlook.breakdown.decisions import DecidedBackground, DecidedElement
from lastlook.breakdown.parts import whole_scene
from lastlook.breakdown.register import fresh_id
from lastlook.breakdown.roles import speakers_of
from lastlook.exchange.matching import match_sheets
from lastlook.exchange.merged import BOUNDS, SINGLE, Kept, Merged, Unplaced, counted, words_of_sheet
from lastlook.language import folded_name
from lastlook.script import cue_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lastlook.breakdown import Role, Sheet
    from lastlook.exchange.film import Film
    from lastlook.exchange.incoming import Incoming, IncomingSheet


def merge(film: Film, incoming: Incoming) -> Merged:
    """Lay a file over the decisions of a film; nothing that is there is changed or doubled."""
    matched = match_sheets(film, incoming.sheets)
    merger = _Merger(film)
    merger.add_records(_wanted_records(incoming, matched.scenes))
    unplaced = []
    for sheet in incoming.sheets:
        ids = matched.scenes.get(sheet.key, ())
        for scene in ids:
            merger.add_sheet(scene, _of_the_whole(sheet))
        if len(ids) > 1:
            numbers = ", ".join(merger.sheets[scene].number for scene in ids)
            merger.remarks.append(
                f"{sheet.place} holds scenes {numbers}: what it lists went to each of them."
            )
        if not ids:
            unplaced.append(
                Unplaced(
                    place=sheet.place,
                    line=sheet.line,
                    heading=sheet.heading,
                    why=matched.doubts.get(sheet.key, "no scene of the script is left for it"),
                    words=words_of_sheet(sheet),
                )
            )
    return Merged(
        decisions=Decisions(
            scenes=MappingProxyType(merger.scenes), elements=MappingProxyType(merger.records)
        ),
        matched=matched.scenes,
        added=tuple(merger.added),
        already=merger.already,
        kept=tuple(merger.kept),
        unplaced=tuple(unplaced),
        remarks=tuple(dict.fromkeys(merger.remarks)),
    )


def _of_the_whole(sheet: IncomingSheet) -> IncomingSheet:
    """Return of a sheet of a part what holds for the whole scene as well."""
    if whole_scene(sheet.scene_id) == sheet.scene_id:
        return sheet
    whole = replace(sheet.decisions, minutes=None, location="", synopsis="")
    return replace(sheet, decisions=whole, complete=False)


def _wanted_records(
    incoming: Incoming, matched: Mapping[str, tuple[str, ...]]
) -> dict[str, ElementRecord]:
    """Return the elements that matched scenes need; of lastlook's own file all it has."""
    placed = [sheet for sheet in incoming.sheets if sheet.key in matched]
    if any(sheet.exact for sheet in placed):
        return dict(incoming.records)
    used = {one.element for sheet in placed for one in sheet.decisions.elements}
    waiting = sorted(used)
    while waiting:
        record = incoming.records.get(waiting.pop())
        more = set(record.linked) - used if record else set()
        used |= more
        waiting += sorted(more)
    return {key: record for key, record in incoming.records.items() if key in used}


class _Merger:
    """Takes sheets in, one after the other."""

    def __init__(self, film: Film) -> None:
        self.film = film
        self.sheets = {sheet.scene_id: sheet for sheet in film.sheets}
        self.scenes: dict[str, SceneDecisions] = dict(film.decisions.scenes)
        self.records: dict[str, ElementRecord] = dict(film.decisions.elements)
        self.roles = film.roles
        self.alias: dict[str, str] = {}
        """What an element of the file is called here."""
        self.added: list[str] = []
        self.already = 0
        self.kept: list[Kept] = []
        self.remarks: list[str] = []

    def add_records(self, records: Mapping[str, ElementRecord]) -> None:
        """Add elements with an identity; where the same element has one here, that stands."""
        for key, record in records.items():
            there = self._same(record)
            taken = {*self.records, *self.alias.values()}
            free = key if key not in taken else fresh_id(record.label, record.category, taken)
            self.alias[key] = there or free
        for key, record in records.items():
            name = self.alias[key]
            if name in self.records:
                self._compare(name, self.records[name], record)
                continue
            linked = tuple(self.alias.get(other, other) for other in record.linked)
            number = record.number
            if number and number in {one.number for one in self.records.values()}:
                self.remarks.append(
                    f"{record.label} has the board id {number} in the file, which is another "
                    "element's here; it came in without one."
                )
                number = ""
            self.records[name] = replace(record, linked=linked, number=number)
            self.added.append(f"element {record.label}")

    def _same(self, record: ElementRecord) -> str:
        """Return the id under which an element is known here, empty where it is not."""
        for key, one in self.records.items():
            names = {name.casefold() for name in (one.label, *one.also)}
            if one.category == record.category and record.label.casefold() in names:
                return key
        return ""

    def _compare(self, key: str, ours: ElementRecord, theirs: ElementRecord) -> None:
        for name in ("label", "number", "note"):
            one, other = getattr(ours, name), getattr(theirs, name)
            if other and one != other:
                self.keep("", f"{name} of element {key}", one, other)

    def keep(self, scene: str, what: str, ours: object, theirs: object) -> None:
        self.kept.append(Kept(scene=scene, what=what, ours=str(ours), theirs=str(theirs)))

    def add_sheet(self, scene: str, incoming: IncomingSheet) -> None:
        sheet = self.sheets[scene]
        old = self.scenes.get(scene, SceneDecisions())
        new = self._singles(sheet, old, incoming)
        new = self._cast(sheet, new, incoming)
        new = self._background(sheet, new, incoming)
        new = self._elements(sheet, new, incoming)
        new = self._lists(sheet, new, incoming)
        new = self._bounds(sheet, new, incoming)
        if new != old:
            self.scenes[scene] = new

    def _say(self, sheet: Sheet, what: str) -> None:
        self.added.append(f"scene {sheet.number}: {what}")

    def _singles(
        self, sheet: Sheet, decided: SceneDecisions, incoming: IncomingSheet
    ) -> SceneDecisions:
        for name in SINGLE:
            theirs = getattr(incoming.decisions, name)
            if not theirs:
                continue
            if name == "location" and not (theirs := self._location(str(theirs), sheet)):
                continue
            ours = getattr(decided, name)
            if ours == theirs or (
                not ours and not incoming.exact and self._stands(sheet, name) == theirs
            ):
                continue
            if ours or (not incoming.exact and name == "synopsis" and sheet.synopsis_stated):
                self.keep(sheet.number, name, ours or sheet.synopsis, theirs)
                continue
            decided = replace(decided, **{name: theirs})
            self._say(sheet, f"{name.replace('_', ' ')} {theirs}")
        return decided

    @staticmethod
    def _stands(sheet: Sheet, name: str) -> object:
        """Return what the sheet says without anybody's decision."""
        return getattr(sheet, name)

    def _location(self, name: str, sheet: Sheet) -> str:
        for place in self.film.production.locations:
            if name.casefold() in {place.id.casefold(), place.name.casefold()}:
                return place.id
        self.remarks.append(
            f"scene {sheet.number}: production.toml has no location “{name}”, so that was left out."
        )
        return ""

    def _cast(
        self, sheet: Sheet, decided: SceneDecisions, incoming: IncomingSheet
    ) -> SceneDecisions:
        present = {one.id for one in sheet.cast} | set(decided.cast)
        extra: list[int] = []
        strangers: list[DecidedElement] = []
        for name in incoming.cast:
            roles = self._roles(name)
            if not roles:
                self.remarks.append(
                    f"{name} is cast in the file and no role here; it stands on the sheets under "
                    f"{CAST}. Add a [[cast]] table, or name it in a role's `also`."
                )
                strangers.append(DecidedElement(category=CAST, label=name))
            for role in roles:
                if role.id in decided.not_cast:
                    self.keep(sheet.number, "cast", f"without {role.character}", f"with {name}")
                elif role.id in present:
                    self.already += 1
                elif role.id not in extra:
                    extra.append(role.id)
                    self._say(sheet, f"{role.character} is present")
        if incoming.cast and incoming.complete and incoming.text is None:
            self._tell_missing(sheet, incoming)
        for key in (*incoming.decisions.cast, *incoming.decisions.not_cast):
            if all(role.id != key for role in self.roles):
                self.remarks.append(f"scene {sheet.number}: there is no role {key}; left out.")
        ids = {role.id for role in self.roles}
        here = [k for k in incoming.decisions.cast if k in ids and k not in decided.cast]
        gone = [k for k in incoming.decisions.not_cast if k in ids and k not in decided.not_cast]
        for key in here:
            self._say(sheet, f"role {key} is present")
        for key in gone:
            self._say(sheet, f"role {key} is not present")
        decided = replace(
            decided,
            cast=(*decided.cast, *here, *extra),
            not_cast=(*decided.not_cast, *gone),
        )
        return self._elements(
            sheet, decided, replace(incoming, decisions=SceneDecisions(elements=tuple(strangers)))
        )

    def _tell_missing(self, sheet: Sheet, incoming: IncomingSheet) -> None:
        """Tell who is in a scene here and not in the file's list of its whole cast."""
        there = {role.id for name in incoming.cast for role in self._roles(name)}
        self.remarks.extend(
            f"scene {sheet.number}: {one.character} is in it here and not in the file; if the file "
            f"is right, add {one.id} to its not_cast."
            for one in sheet.cast
            if one.id not in there
        )

    def _roles(self, name: str) -> tuple[Role, ...]:
        by_name = {folded_name(one): role for role in self.roles for one in role.names}
        return tuple(by_name[key] for key in speakers_of(cue_name(name), by_name))

    def _background(
        self, sheet: Sheet, decided: SceneDecisions, incoming: IncomingSheet
    ) -> SceneDecisions:
        """Add extras; a list stands in the place of what the script says, so that goes in too."""
        theirs = incoming.decisions.background
        if theirs is None:
            return decided
        if incoming.exact:
            if decided.background is not None:
                if decided.background != theirs:
                    ours = ", ".join(map(counted, decided.background))
                    self.keep(sheet.number, "background", ours, ", ".join(map(counted, theirs)))
                return decided
            self._say(sheet, "background " + (", ".join(map(counted, theirs)) or "none"))
            return replace(decided, background=theirs)
        here = decided.background
        if here is None:
            here = tuple(DecidedBackground(label=b.label, count=b.count) for b in sheet.background)
        known = {one.label.casefold() for one in here}
        new = [one for one in theirs if one.label.casefold() not in known]
        self.already += len(theirs) - len(new)
        for one in new:
            self._say(sheet, f"{BACKGROUND}: {counted(one)}")
        return replace(decided, background=(*here, *new)) if new else decided

    def _elements(
        self, sheet: Sheet, decided: SceneDecisions, incoming: IncomingSheet
    ) -> SceneDecisions:
        there = {(e.category, e.label.casefold()) for e in decided.elements}
        if not incoming.exact:
            there |= {(e.category, e.label.casefold()) for e in sheet.elements}
        new: list[DecidedElement] = []
        for one in incoming.decisions.elements:
            element = self._known(one)
            key = (element.category, element.label.casefold())
            if key in there:
                self.already += 1
                continue
            there.add(key)
            new.append(element)
            self._say(sheet, f"{element.category}: {counted(element)}")
        return replace(decided, elements=(*decided.elements, *new)) if new else decided

    def _known(self, one: DecidedElement) -> DecidedElement:
        """Give an element the identity that its label, or another of its labels, has here."""
        record = ElementRecord(category=one.category, label=one.label)
        key = self.alias.get(one.element, one.element)
        key = key if key in self.records else self._same(record)
        if not key:
            return replace(one, element="")
        known = self.records[key]
        return replace(one, element=key, category=known.category, label=known.label)

    def _bounds(
        self, sheet: Sheet, decided: SceneDecisions, incoming: IncomingSheet
    ) -> SceneDecisions:
        """Take over in which parts a scene is shot, and when it may be."""
        nothing = SceneDecisions()
        for name in BOUNDS:
            theirs = getattr(incoming.decisions, name)
            ours = getattr(decided, name)
            if theirs in (getattr(nothing, name), ours):
                continue
            if ours != getattr(nothing, name):
                self.keep(sheet.number, name, ours, theirs)
                continue
            decided = replace(decided, **{name: theirs})
            self._say(sheet, name.replace("_", " "))
        return decided

    def _lists(
        self, sheet: Sheet, decided: SceneDecisions, incoming: IncomingSheet
    ) -> SceneDecisions:
        theirs = incoming.decisions
        rejected = tuple(one for one in theirs.rejected if one not in decided.rejected)
        dismissed = tuple(one for one in theirs.dismissed if one not in decided.dismissed)
        for new, what in ((rejected, "rejected"), (dismissed, "dismissed")):
            if new:
                self._say(sheet, f"{len(new)} {what}")
        return replace(
            decided,
            rejected=(*decided.rejected, *rejected),
            dismissed=(*decided.dismissed, *dismissed),
        )
