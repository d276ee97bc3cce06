"""Productions for exchange, written out in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from lastlook.breakdown.decisions import FILE
from lastlook.errors import ProblemsError
from lastlook.exchange import decisions_bytes
from lastlook.plan import load
from lastlook.production import Snapshot

if TYPE_CHECKING:
    from pathlib import Path

    from lastlook.breakdown import Decisions
    from lastlook.plan import Film

SCRIPT = """\
Title: Thaw

INT. HUT - NIGHT #A12#

MARA (40) sets a *brass* KETTLE on the stove. The kettle sings.

MARA
(to the dog)
Not yet.

The DOG barks. Twenty skiers pass the window.

EXT. ICE ROAD - DAY #12AA#

A red truck waits. JON leans on the truck, cutting cord with a KNIFE.

JON
It holds.

INT./EXT. TRUCK - CONTINUOUS #101-3#

Snow on the glass. MARA drives.

INT. HUT - DAY #12A#

The kettle is cold. Jon sleeps.
"""
PRODUCTION = """\
title = "Thaw"
script = "{script}"

[calendar]
start = 2027-03-01
end = 2027-03-31

[hours]
day_call = "07:00"
night_call = "17:00"

[[cast]]
id = 1
character = "MARA"

[[cast]]
id = 2
character = "JON"

[[location]]
id = "hut"
name = "Upper hut"
sets = ["HUT"]

[[location]]
id = "road"
name = "Lake road"
sets = ["ICE ROAD", "TRUCK"]
"""
BREAKDOWN = """\
[scenes.s001]
minutes = 90
script_day = "1"
notes = "=SUM(A1) is no formula; the stove is live."
elements = [
    { element = "kettle", words = "KETTLE", states = ["full", "sings"], \
quote = "MARA (40) sets a brass KETTLE on the stove." },
    { category = "Animals", label = "Dog", count = 1 },
    { category = "Makeup/Hair", label = "Frostbite" },
    { category = "Weather", label = "Snow outside" },
]
rejected = [{ label = "STOVE", quote = "Not; this one.", category = "Props" }]
dismissed = ["GLASS"]

[scenes.s002]
cast = [1]
background = [{ label = "road crew", count = 3 }, { label = "onlookers" }]
elements = [
    { category = "Vehicles", label = "Truck" },
    { category = "Props", label = "knife", words = "KNIFE", \
quote = "JON leans on the truck, cutting cord with a KNIFE." },
]

[scenes.s003]
synopsis = "She drives, and says nothing."
location = "road"
elements = [{ category = "Art Department", label = "Frost on glass" }]

[scenes.s004]
not_cast = [2]
background = []
elements = [{ element = "kettle", has = ["stove"] }]

[elements.kettle]
category = "Props"
label = "Brass kettle"
also = ["kettle"]
number = "P7"
note = "Two of them."
"""
PARTED = BREAKDOWN.replace(
    "cast = [1]\n",
    """cast = [1]
earliest = 2027-03-08
latest = 2027-03-19
first_week = false
parts = [
    { id = "a", eighths = 1, cast = [2], note = "the truck" },
    { id = "b", minutes = 30, pickup = true },
]
""",
)
"""The same, scene 12AA in two parts."""


class Make(Protocol):
    """Lays out a production and reads it."""

    def __call__(
        self, *, script: str | bytes = ..., name: str = ..., breakdown: str = ..., folder: str = ...
    ) -> Film: ...


def read(root: Path) -> Film:
    film, problems = load(root)
    if film is None:
        raise ProblemsError(problems)
    return film


def take_in(film: Film, decisions: Decisions) -> Film:
    """Write decisions into a film's folder and read it again."""
    path = film.production.root / FILE
    there = Snapshot.of(path, path.read_bytes() if path.is_file() else b"")
    path.write_bytes(decisions_bytes(there, film.decisions, decisions))
    return read(film.production.root)
