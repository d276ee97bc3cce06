"""Reading `consent.toml`. See docs/formats/consent.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated

from lastlook.consent.model import (
    FILE,
    Character,
    Consent,
    Hold,
    Intimacy,
    Level,
    Minor,
    Power,
    Rider,
    School,
    Span,
)
from lastlook.consent.private import Private
from lastlook.consent.reader import PrivateReader, parse_quietly
from lastlook.errors import LastlookError, Problem, Severity
from lastlook.production.terms import Weekday
from lastlook.production.values import Key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path
    from typing import TypeVar

    T = TypeVar("T")

_SCENE = Key(is_a="a scene's id, as scenes.toml has it", such='"s012"', filled=True)
_ROLE = Key(is_a="a role's board number", such="1", least=1, most=9999)
_LINES = Key(lines=True)
_AGE = Key(is_a="a whole number of years", such="41", least=0, most=130)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntimacyRow:
    """`[[intimacy]]`."""

    scene: Annotated[str, _SCENE]
    role: Annotated[int, _ROLE]
    level: Level
    rider: Rider = Rider.NEEDED
    signed_at: date | None = None
    signed_time: time | None = None
    closed_set: bool = False
    coordinator: bool = False
    body_double: bool = False
    rider_text: Annotated[str, _LINES] = ""
    on_closed_set: tuple[str, ...] = ()
    monitors: tuple[str, ...] = ()
    garments: Annotated[str, _LINES] = ""
    rehearsal: Annotated[str, _LINES] = ""
    stills: Annotated[str, _LINES] = ""
    note: Annotated[str, _LINES] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """Dates without school."""

    start: Annotated[date, Key(is_a="the first date", such="2027-02-15")]
    end: Annotated[date, Key(is_a="the last date", such="2027-02-19")]


@dataclass(frozen=True, slots=True, kw_only=True)
class MinorRow:
    """`[[minor]]`."""

    role: Annotated[int, _ROLE]
    place: Annotated[str, Key(is_a="whose rules apply", such='"US-CA"', filled=True)]
    born: date | None = None
    age: Annotated[int | None, Key(is_a="a whole number of years", such="9", least=0, most=20)] = (
        None
    )
    school: School = School.TUTORED
    weekdays: tuple[Weekday, ...] = (
        Weekday.MON,
        Weekday.TUE,
        Weekday.WED,
        Weekday.THU,
        Weekday.FRI,
    )
    no_school: Annotated[
        tuple[SpanRow, ...],
        Key(is_a="a list of spans of dates", such="[{ start = 2027-02-15, end = 2027-02-19 }]"),
    ] = ()
    guardian: Annotated[str, _LINES] = ""
    teacher: Annotated[str, _LINES] = ""
    note: Annotated[str, _LINES] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CharacterRow:
    """`[[character]]`."""

    role: Annotated[int, _ROLE]
    age: Annotated[int, _AGE]


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerRow:
    """`[[power]]`."""

    over: Annotated[int, _ROLE]
    under: Annotated[int, _ROLE]
    note: Annotated[str, _LINES] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRow:
    """`[[hold]]`."""

    scene: Annotated[str, _SCENE]
    note: Annotated[str, _LINES] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRows:
    """The file as it is written."""

    intimacy: tuple[IntimacyRow, ...] = ()
    minor: tuple[MinorRow, ...] = ()
    character: tuple[CharacterRow, ...] = ()
    power: tuple[PowerRow, ...] = ()
    hold: tuple[HoldRow, ...] = ()


def quietly(work: Callable[[], T], doing: str) -> T:
    """Do something with a private file so that no exception or traceback can carry its text.

    lastlook's own errors pass: their words are made here. Of any other, nothing is kept, not
    its type, nor where it was raised, for a traceback's frames hold the file's text.

    Raises
    ------
    LastlookError
        In the place of whatever went wrong.
    """
    failed = None
    try:
        return work()
    except LastlookError as error:
        failed = error.with_traceback(None)
        failed.__context__ = failed.__cause__ = None
    except OSError as error:
        failed = LastlookError(f"{FILE} cannot be {doing}: {error.strerror}.")
    except Exception:  # noqa: BLE001  (whatever it is may quote the file)
        failed = LastlookError(
            f"{FILE} cannot be {doing}. Why is not shown, as the file is private. "
            "Change it by hand in an editor."
        )
    raise failed


def parse_consent(
    data: bytes,
    *,
    scenes: Collection[str] | None = None,
    roles: Collection[int] | None = None,
) -> tuple[Consent | None, list[Problem]]:
    """Read the bytes of a consent.toml; None if there is an error. No problem quotes the file.

    `scenes` and `roles`, where given, are all that there are: others get a warning. An exception's
    frames would hold the bytes, so it is called inside `quietly`.
    """
    toml, problems = parse_quietly(data, FILE)
    if toml is None:
        return None, problems
    reader = PrivateReader(toml.marks, FILE)
    rows = reader.table(ConsentRows, toml.table)
    _cross_check(reader, scenes, roles)
    sound = rows is not None and not any(p.severity is Severity.ERROR for p in reader.problems)
    return (_consent(rows) if rows and sound else None), sorted(reader.problems)


def read_consent(
    root: Path,
    *,
    scenes: Collection[str] | None = None,
    roles: Collection[int] | None = None,
) -> tuple[Consent | None, list[Problem]]:
    """Read the folder's consent.toml; without the file nothing is stated."""
    path = root / FILE
    if not path.is_file():
        return Consent(), []
    return quietly(lambda: parse_consent(path.read_bytes(), scenes=scenes, roles=roles), "read")


def _consent(rows: ConsentRows) -> Consent:
    return Consent(
        intimacy=tuple(_intimacy(row) for row in rows.intimacy),
        minors=tuple(_minor(row) for row in rows.minor),
        characters=tuple(Character(role=row.role, age=Private(row.age)) for row in rows.character),
        powers=tuple(
            Power(over=row.over, under=row.under, note=Private(row.note)) for row in rows.power
        ),
        holds=tuple(Hold(scene=row.scene, note=Private(row.note)) for row in rows.hold),
    )


def _intimacy(row: IntimacyRow) -> Intimacy:
    signed = None
    if row.signed_at is not None and row.rider is Rider.SIGNED:
        signed = (
            datetime.combine(row.signed_at, row.signed_time)
            if row.signed_time is not None
            else datetime.combine(row.signed_at, time()) + timedelta(days=1)
        )
    return Intimacy(
        scene=row.scene,
        role=row.role,
        level=row.level,
        rider=row.rider,
        signed_at=signed,
        closed_set=row.closed_set,
        coordinator=row.coordinator,
        body_double=row.body_double,
        rider_text=Private(row.rider_text),
        on_closed_set=Private(row.on_closed_set),
        monitors=Private(row.monitors),
        garments=Private(row.garments),
        rehearsal=Private(row.rehearsal),
        stills=Private(row.stills),
        note=Private(row.note),
    )


def _minor(row: MinorRow) -> Minor:
    order = list(Weekday)
    return Minor(
        role=row.role,
        place=row.place.strip(),
        born=Private(row.born),
        age=Private(row.age),
        school=row.school,
        weekdays=Private(tuple(order.index(day) for day in row.weekdays)),
        no_school=Private(tuple(Span(start=span.start, end=span.end) for span in row.no_school)),
        guardian=Private(row.guardian),
        teacher=Private(row.teacher),
        note=Private(row.note),
    )


def _cross_check(
    reader: PrivateReader, scenes: Collection[str] | None, roles: Collection[int] | None
) -> None:
    """Note what no single key can show to be wrong."""
    seen: set[object] = set()
    for path, row in list(reader.parts.items()):
        _names(reader, path, row, scenes, roles)
        match row:
            case IntimacyRow(rider=Rider.SIGNED, signed_at=None):
                reader.say(
                    path,
                    "This rider is signed, but not when.",
                    "Add signed_at = 2027-01-14; until then nobody can tell whether it was early "
                    "enough before the call.",
                    severity=Severity.WARNING,
                )
            case MinorRow(born=None, age=None):
                what = "Neither `born` nor `age` is stated here."
                reader.say(path, what, "Add born = 2016-05-01.")
            case SpanRow() if row.end < row.start:
                reader.say(path, "This span ends before it starts.", "Exchange the two dates.")
            case PowerRow() if row.over == row.under:
                reader.say(path, "`over` and `under` are the same role.", "Name two roles.")
        one = _identity(row)
        if one is not None and one in seen:
            reader.say(path, "This table says again what another says.", "Keep one of the two.")
        seen.add(one)


def _names(
    reader: PrivateReader,
    path: tuple[str | int, ...],
    row: object,
    scenes: Collection[str] | None,
    roles: Collection[int] | None,
) -> None:
    """Warn of scenes and roles that are nowhere."""
    if isinstance(row, IntimacyRow | HoldRow) and not (scenes is None or row.scene in scenes):
        _warn(reader, (*path, "scene"), "The script has no scene of this id.", "scenes.toml")
    named: list[tuple[str, int]] = []
    if isinstance(row, IntimacyRow | MinorRow | CharacterRow):
        named = [("role", row.role)]
    elif isinstance(row, PowerRow):
        named = [("over", row.over), ("under", row.under)]
    for key, role in named:
        if roles is not None and role not in roles:
            _warn(reader, (*path, key), "No role has this board number.", "production.toml")


def _warn(reader: PrivateReader, path: tuple[str | int, ...], what: str, where: str) -> None:
    reader.say(path, what, f"Look it up in {where}.", severity=Severity.WARNING)


def _identity(row: object) -> tuple[object, ...] | None:
    match row:
        case IntimacyRow():
            return ("intimacy", row.scene, row.role)
        case MinorRow() | CharacterRow():
            return (type(row).__name__, row.role)
    return None
