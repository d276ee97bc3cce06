"""Sample books: a short film with every awkward thing on it, and a feature."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path

import pytest

from lastlook.breakdown.model import (
    Background,
    CastPresence,
    Element,
    Quote,
    Sheet,
    Suggestion,
)
from lastlook.errors import Problem, Severity
from lastlook.paperwork import Book
from lastlook.production.model import (
    Assumption,
    Calendar,
    CastMember,
    Costs,
    CrewMember,
    Hours,
    Location,
    Production,
    Rule,
)
from lastlook.schedule.board import Banner, Board, Proof, ShootDay, Strip, Unit
from lastlook.schedule.cost import CostReport, CostTerm
from lastlook.schedule.dood import DayOutOfDays, DoodRow
from lastlook.schedule.shoot import Place, Player, SceneNeed, Shoot
from lastlook.script.heading import IntExt

NAMES = (
    "MARA", "TOBIN", "THE DRIVER", "OFFICER LUND", "RENÉE", "GROSSMANN", "ЖАННА", "WAITER",
    "NURSE OKA", "YOUNG MARA", "THE LANDLORD", "BUSKER", "ΩMEGA", "DETECTIVE SORROW", "KIT",
    "AUNT PELL", "PRIEST", "CHOIR LEADER", "TWIN ONE", "TWIN TWO", "CABBIE", "DR. STRÖM",
    "MESSENGER", "OLD TOBIN", "VOICE ON THE RADIO",
)  # fmt: skip
SETS = (
    (IntExt.INT, "CAR", "garage"),
    (IntExt.EXT, "PARKING LOT", "garage"),
    (IntExt.INT, "RENÉE'S KITCHEN", "house"),
    (IntExt.EXT, "STRAẞENBAHN STOP, KÖNIGSPLATZ", "house"),
    (IntExt.INT_EXT, "CAR / COASTAL ROAD", "garage"),
    (IntExt.INT, "HOUSE - UPSTAIRS CORRIDOR OUTSIDE THE LOCKED BATHROOM (1974)", "house"),
    (IntExt.INT, "Жанна's FLAT", "house"),
    (IntExt.EXT, "ROOFTOP", "tower"),
    (IntExt.INT, "DONAUDAMPFSCHIFFAHRTSGESELLSCHAFTSKAPITÄNSKAJÜTE", "tower"),
    (IntExt.INT, "HOSPITAL - WARD Ω", "tower"),
)
TIMES = ("DAY", "NIGHT", "CONTINUOUS", "DAWN", "LATER")
SYNOPSES = (
    "Mara waits with the engine off.",
    (
        "Tobin finds the ring where nobody would have looked for it, under the box of fake snow on "
        "the back seat, and for once he says nothing at all about whose it might be or how long it "
        "has been lying there while the two of them were arguing about the wipers."
    ),
    "Snow begins to close the glass.",
    "A quarrel in two languages; Renée wins both.",
    "The bus does not come.",
)
LINE = "She sets the RED THERMOS on the dash and does not look at him."


def _name(number: int) -> str:
    """Give a role's name; beyond the list, a name and a number."""
    name = NAMES[(number - 1) % len(NAMES)]
    return name if number <= len(NAMES) else f"{name} {number}"


def sample_cast(roles: int) -> tuple[CastMember, ...]:
    """Give the first roles; the third has no rate yet."""
    return tuple(
        CastMember(
            id=number,
            character=_name(number),
            performer=f"Performer {number}" if number % 4 else "",
            rate=None if number == 3 else Decimal(400 + 25 * number),
        )
        for number in range(1, roles + 1)
    )


def sample_sheet(index: int, roles: int) -> Sheet:
    """Give the sheet of one scene; the fifth has twelve roles in it."""
    int_ext, name, place = SETS[index * 7 % len(SETS)]
    light = ("day", "night", "day", "night", "")[index % 5] if index % 10 != 9 else "day"
    number = f"{index}A" if index and index % 12 == 0 else str(index + 1)
    many = 12 if index == 4 else index % 4
    members = sorted({1 + (index * 3 + step * 2) % roles for step in range(many)})
    quote = Quote(text=LINE, line=40 + index * 9)
    when = TIMES[index % 5]
    return Sheet(
        scene_id=f"s{index + 1:03}",
        number=number,
        heading=f"{int_ext.value}. {name} - {when}",
        int_ext=int_ext,
        set=name,
        time=when,
        light=light,
        page=str(1 + index),
        eighths=1 + index * 5 % 19,
        synopsis=SYNOPSES[index % len(SYNOPSES)],
        synopsis_stated=index % 2 == 0,
        location=place if index % 11 != 10 else "",
        minutes=45 if index % 6 == 0 else None,
        script_day=f"D{1 + index // 6}",
        notes="Practical headlights on; check the battery between takes." if index == 2 else "",
        cast=tuple(
            CastPresence(id=m, character=_name(m), speaks=m % 3 != 0, quote=quote)
            for m in members
        ),
        background=(
            (Background(label="commuters", count=20, quote=quote),
             Background(label="people waiting", count=None, quote=quote))
            if index % 4 == 1
            else ()
        ),
        elements=tuple(
            Element(category=category, label=label, origin="tag", quote=quote)
            for category, label in (
                ("Props", "Red thermos"),
                ("Props", "The ring"),
                ("Vehicles", "Mara's car, snow-covered"),
                ("Special Effects", "Paper snow, two sacks"),
                ("Wardrobe", "Wet coat (double)"),
            )[: index % 6]
        ),
        suggestions=(
            (
                Suggestion(
                    category="Props",
                    label="RED THERMOS",
                    reason="in capitals in action",
                    quote=quote,
                ),
            )
            if index % 3 == 0
            else ()
        ),
    )  # fmt: skip


def sample_days(sheets: tuple[Sheet, ...], days: int) -> tuple[ShootDay, ...]:
    """Spread the scenes over days from Monday 18 January 2027, weekends and one holiday off."""
    dates: list[date] = []
    when = date(2027, 1, 18)
    while len(dates) < days:
        if when.weekday() < 5 and when != date(2027, 2, 15):
            dates.append(when)
        when += timedelta(1)
    found = []
    for index, when in enumerate(dates):
        mine = sorted(
            sheets[index * len(sheets) // days : (index + 1) * len(sheets) // days],
            key=lambda s: (s.location, s.scene_id),
        )
        work: list[Strip | Banner] = []
        for sheet in mine:
            if work and sheet.location != mine[0].location and len(work) == 2:
                work.append(Banner(text="Company move to the house", minutes=60, move=True))
            work.append(Strip(scene=sheet.scene_id, locked=sheet.scene_id == "s002"))
        unit = Unit.NIGHT if index % 5 == 4 else Unit.DAY
        found.append(ShootDay(date=when, unit=unit, work=tuple(work)))
    return tuple(found)


def sample_grid(
    cast: tuple[CastMember, ...], sheets: tuple[Sheet, ...], days: tuple[ShootDay, ...]
) -> DayOutOfDays:
    """Work out who works when, holding between, by the plainest means."""
    present = {s.scene_id: {p.id for p in s.cast} for s in sheets}
    rows = []
    for member in cast:
        on = [
            n
            for n, day in enumerate(days)
            if any(member.id in present[s.scene] for s in day.strips)
        ]
        if not on:
            continue
        codes = [
            ""
            if not on[0] <= n <= on[-1]
            else ("S" * (n == on[0]) + "W" + "F" * (n == on[-1]) if n in on else "H")
            for n in range(len(days))
        ]
        held = codes.count("H")
        rows.append(
            DoodRow(
                id=member.id,
                character=member.character,
                performer=member.performer,
                codes=tuple(codes),
                start=days[on[0]].date,
                finish=days[on[-1]].date,
                work=len(on),
                hold=held,
                pay=None if member.rate is None else member.rate * (len(on) + held),
            )
        )
    return DayOutOfDays(
        dates=tuple(day.date for day in days),
        shoot_days=tuple(range(1, len(days) + 1)),
        rows=tuple(rows),
    )


def sample_book(*, scenes: int, days: int, roles: int, title: str = "Last Ride") -> Book:
    """Give a whole book of the wanted size."""
    cast = sample_cast(roles)
    sheets = tuple(sample_sheet(index, roles) for index in range(scenes))
    placed, rest = sheets[: scenes - 1], sheets[scenes - 1 :]
    board_days = sample_days(placed, days)
    film = Production(
        root=Path("my-film"),
        title=title,
        script="script.fountain",
        writer="A. Writer",
        director="D. Director",
        producer="P. Producer",
        company="Small Hours Pictures",
        calendar=Calendar(start=date(2027, 1, 18), holidays="US-NY"),
        hours=Hours(day_call=time(7), night_call=time(17)),
        costs=Costs(shoot_day=Decimal(2400), company_move=Decimal(350)),
        cast=cast,
        locations=(
            Location(id="garage", name="Harlow Street Garage", sets=("CAR",), address="12 Harlow"),
            Location(id="house", name="The Pell House", sets=("HOUSE",)),
            Location(id="tower", name="Water Tower № 3 and the rooftop beside it", sets=("ROOF",)),
        ),
        crew=(CrewMember(job="1st Assistant Director", name="F. Assistant"),),
        rules=(
            Rule(
                about="hours.cast_turnaround",
                source="Twelve hours of rest in the studio zone, union basic agreement",
                dated=date(2026, 11, 1),
            ),
            Rule(about="hours.work", source="House rule of the producer"),
        ),
        assumptions=(
            Assumption(about="hours.per_page", text="A page takes two hours to shoot."),
            Assumption(about="calendar.start", text="Shooting starts in eight weeks."),
        ),
    )  # fmt: skip
    grid = sample_grid(cast, sheets, board_days)
    total = Decimal("12345678.50") if scenes > 100 else Decimal(18240)
    return Book(
        film=film,
        sheets=sheets,
        board=Board(
            days=board_days,
            boneyard=tuple(Strip(scene=s.scene_id) for s in rest),
            proof=Proof(
                cost=total,
                bound=total if scenes < 100 else Decimal(11900000),
                optimal=scenes < 100,
                seconds=5.0,
                seed=1,
            ),
        ),
        shoot=sample_shoot(film, sheets, board_days),
        report=CostReport(
            terms=(
                CostTerm(
                    name="Shooting days",
                    amount=Decimal(2400 * days),
                    arithmetic=f"{days} days × 2,400",
                ),
                CostTerm(name="Company moves", amount=Decimal(350), arithmetic="1 move × 350"),
                CostTerm(
                    name="Cast, working",
                    amount=total - 2400 * days - 350,
                    arithmetic="worked days × rates, role by role",
                ),
            ),
            total=total,
            currency="USD",
            unknown=("The daily rate of THE DRIVER (3)",),
        ),
        grid=grid,
        page_count=sum(s.eighths for s in sheets) // 8 - 1,
        problems=(
            Problem(
                file="script.fountain",
                line=12,
                column=1,
                what="Scene 10 does not say whether it is day or night.",
                fix="Write the time of day after the set.",
                severity=Severity.WARNING,
            ),
        ),
    )


def sample_shoot(film: Production, sheets: tuple[Sheet, ...], days: tuple[ShootDay, ...]) -> Shoot:
    """Give the scheduling problem that the sample board answers."""
    every = tuple(day.date for day in days)
    return Shoot(
        dates=every,
        max_days=None,
        scenes=tuple(
            SceneNeed(
                id=s.scene_id,
                label=f"scene {s.number}",
                minutes=s.minutes or s.eighths * 15,
                cast=frozenset(p.id for p in s.cast),
                location=s.location,
                units=frozenset(Unit),
                order=order,
            )
            for order, s in enumerate(sheets)
        ),
        players=tuple(
            Player(id=m.id, label=m.character, rate=0, dates=frozenset(range(len(every))))
            for m in film.cast
        ),
        places=tuple(
            Place(
                id=place.id,
                label=place.name,
                fee=0,
                minutes=tuple(islice(cycle(((660, 660),)), len(every))),
            )
            for place in film.locations
        ),
        work=660,
        meal=60,
        calls=(420, 1020),
        turnaround=720,
        company_move=60,
        max_moves=1,
        day_cost=240000,
        move_cost=35000,
        hold_paid=True,
        currency="USD",
    )


@pytest.fixture(scope="session")
def short_book() -> Book:
    """Give a short film: 25 scenes, 3 days, 12 roles."""
    return sample_book(scenes=25, days=3, roles=12)


@pytest.fixture(scope="session")
def long_book() -> Book:
    """Give a feature: 130 scenes, 30 days, 25 roles."""
    return sample_book(scenes=130, days=30, roles=25, title="The Last Ride of the Winter Season")


@pytest.fixture(scope="session")
def big_book() -> Book:
    """Give a series block: 200 scenes, 60 days, 40 roles."""
    return sample_book(scenes=200, days=60, roles=40)
