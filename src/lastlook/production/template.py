"""The commented `production.toml` that a new production starts from."""

from __future__ import annotations

import re
import textwrap
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from lastlook.production.model import Costs
from lastlook.production.values import CONTROL, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from lastlook.production.model import Assumption

WIDTH = 98
USUAL_COSTS = Costs()


def production_text(
    *,
    title: str,
    script: str,
    start: date,
    writer: str = "",
    cast: Sequence[tuple[int, str]] = (),
    locations: Sequence[tuple[str, str, Sequence[str]]] = (),
    assumptions: Sequence[Assumption] = (),
    costs: Costs = USUAL_COSTS,
    rate: Decimal | None = None,
    max_moves: int = 1,
) -> str:
    """Write a `production.toml` with every key explained, optional ones behind a `#`.

    Parameters
    ----------
    script
        File name of the script within the folder.
    start
        First date that may be shot on. On a Saturday or Sunday the file opens with a warning,
        as weekends are off.
    cast
        Board id and name of each role. Ids and names must differ from each other.
    locations
        Id, name and sets of each location. Ids and sets must differ from each other.
    assumptions
        What the caller had to suppose. Each is stated in an `[[assumption]]` and, where it is
        about a key such as `calendar.start`, in a remark above that key.
    costs
        What `[costs]` begins with.
    rate
        Each role's pay for a day; None leaves it unstated.
    max_moves
        What `hours.max_moves` begins with.

    """
    days = [start + timedelta(days=n) for n in range(12)]
    blocks = [
        _TOP.format(title=_line(title), quoted_title=_words(title), script=_words(script)),
        f"writer = {_words(writer)}\n" if writer.strip() else '# writer = ""\n',
        _PEOPLE,
        _CALENDAR.format(start=start, end=days[11], off=days[3], work=days[5]),
        _HOURS.format(max_moves=max_moves),
        _COSTS.format(
            currency=_words(costs.currency),
            shoot_day=f"{costs.shoot_day:f}",
            company_move=f"{costs.company_move:f}",
            hold=_words(costs.hold),
        ),
        _CAST.format(first=start, last=days[2], off=days[4]),
        *(_cast_member(number, name, rate) for number, name in cast),
        "" if cast else _NO_CAST,
        _LOCATIONS.format(first=start, last=days[2], asked=start - timedelta(weeks=6)),
        *(
            _LOCATION.format(id=_words(key), name=_words(name), sets=_list(sets))
            for key, name, sets in locations
        ),
        "" if locations else _NO_LOCATION,
        _CREW,
        _RULES,
        _ASSUMPTIONS if assumptions else "",
        *(
            f"\n[[assumption]]\nabout = {_words(each.about)}\ntext = {_words(each.text)}\n"
            for each in assumptions
        ),
    ]
    return _remarked("".join(blocks), assumptions)


def _cast_member(number: int, name: str, rate: Decimal | None) -> str:
    member = _CAST_MEMBER.format(id=number, character=_words(name))
    return member if rate is None else f"{member}rate = {rate}\n"


def _line(text: str) -> str:
    """Bring words onto one line and drop what no editor shows."""
    return " ".join(CONTROL.sub(" ", text).split())


def _words(text: str) -> str:
    return quoted(_line(text))


def _list(items: Sequence[str]) -> str:
    """Write a list on one line, or one item a line where that would be too long."""
    written = [_words(item) for item in items]
    line = f"[{', '.join(written)}]"
    if len(line) <= WIDTH - len("sets = "):
        return line
    return "[\n" + "".join(f"    {item},\n" for item in written) + "]"


def _remarked(text: str, assumptions: Sequence[Assumption]) -> str:
    """Put each assumption as a remark above the first line that has the key it is about.

    Where the text has no such key, its table's header serves, or the first `[[assumption]]`.
    """
    lines = text.splitlines(keepends=True)
    places = _places(lines)
    remarks: dict[int, list[str]] = {}
    for each in assumptions:
        about = (each.about, each.about.partition(".")[0], "assumption")
        place = next(places[name] for name in about if name in places)
        remarks.setdefault(place, []).extend(
            f"{part}\n"
            for part in textwrap.wrap(
                f"# Assumed: {_line(each.text)}",
                WIDTH,
                subsequent_indent="# ",
                break_long_words=False,
                break_on_hyphens=False,
            )
        )
    return "".join(chain.from_iterable((*remarks.get(n, ()), line) for n, line in enumerate(lines)))


def _places(lines: Sequence[str]) -> dict[str, int]:
    """Index of the first line with each key, as `calendar.start`, and with each header."""
    places: dict[str, int] = {}
    table = ""
    for number, line in enumerate(lines):
        if header := re.match(r"(?:# )?\[+(\w+)\]+$", line):
            table = header[1]
            places.setdefault(table, number)
        elif key := re.match(r"(?:# )?(\w+) = ", line):
            places.setdefault(f"{table}.{key[1]}".lstrip("."), number)
    return places


_TOP = """\
# {title}: what lastlook needs to know about this production.
#
# Change anything here with a text editor; `lastlook check` names every mistake and its line.
# A line that begins with # is a remark. Some remarks hold a key that you may leave out, with an
# example or its usual value: take the # away to use it.
# Words stand in "quotation marks". Dates are 2027-01-18, times "07:00", numbers plain.

title = {quoted_title}
# The screenplay, a file in this folder: Fountain (.fountain) or Final Draft (.fdx).
script = {script}
"""
_PEOPLE = """\
# director = ""
# producer = ""
# company = ""
# palette = "trade"                 # or "marker": categories as marked by pencil; "nights-swapped"

"""
_CALENDAR = """\
# ---- Which dates may be shot on ------------------------------------------------------------

[calendar]
# The first date that may be shot on.
start = {start}
# The last one. Without it, shooting takes as many dates as it needs.
# end = {end}
# At most this many shooting days.
# max_days = 3
# Weekdays on which nobody shoots.
weekly_days_off = ["sat", "sun"]
# Public holidays of a country ("US", "DE", "GB") or of a part of it ("US-NY", "DE-BE", "GB-ENG").
# holidays = "US-NY"
# Further dates off, and dates that are worked although they would be off.
# days_off = [{off}]
# work_days = [{work}]
# First day of the production's week, in which days worked are counted ([[premium]] `worked`).
# week_start = "mon"

"""
_HOURS = """\
# ---- The working day -----------------------------------------------------------------------
# All durations are in hours. The sources of the figures are in the [[rule]]s at the end; they
# are no legal advice. Ask your unions, your insurer and your local law, and change them.

[hours]
# Longest working time of a day, meal not counted, and the meal.
work = 11
meal = 1
# Crew call of a day unit and of a night unit.
day_call = "07:00"
night_call = "17:00"
# Working time for one page of script; no other figure tells as much. At 2 hours, a day of 11
# holds five and a half pages.
per_page = 2
# Working time that a move to another location costs, and the most moves in one day.
company_move = 1
max_moves = {max_moves}
# Least rest between wrap and the next call.
crew_turnaround = 10
cast_turnaround = 12
# May INT. ... NIGHT be shot by day, behind blacked-out windows?
night_interiors_by_day = true
# For whom is the cast's rest reckoned: the whole "company", or each "role" from its own last strip?
# cast_rest = "role"
# Is a role called with its unit, or for its own first strip ("personal"), less make-up and the way?
# calls = "personal"
# make_up = 1.5
# The meal between strips, at most so long after the call and after the meal before; without it, six
# hours after the call, if need be within a strip.
# meal_within = 6

"""
_COSTS = """\
# ---- Money ---------------------------------------------------------------------------------

[costs]
currency = {currency}
# Crew and equipment for one shooting day. As long as this is 0, only cast and locations count.
shoot_day = {shoot_day}
# What a move to another location costs.
company_move = {company_move}
# Is an actor paid for waiting between two working days: "paid" or "unpaid"?
hold = {hold}
# A role may be dropped once, unpaid, if it is picked up more than this many days later.
# drop_after = 10
# What each role costs that is called before its rest is over. Without it, nobody is.
# forced_call = 950
# What each begun half hour costs by which a meal is late (hours.meal_within). Without it, none is.
# late_meal = 250
# Overtime, late meals, and days that cost more:
#   [[overtime]]
#   after = 8             # hours of work
#   tenth = 45            # for each begun tenth of an hour beyond
#   once = 0              # as soon as the day is longer
#   label = "time and a half"
#   [[premium]]
#   weekdays = ["sat"]
#   dates = []
#   worked = [6]          # the sixth day worked in the production's week (calendar.week_start)
#   unit = "night"        # "day", "night" or "any"
#   factor = 1.5          # of shoot_day
#   add = 800
# What is paid for as long as it is kept:
#   [[rental]]
#   id = "snow"
#   name = "Snow machine"
#   elements = ["snow machine"]  # every scene that has one needs it; or name scenes
#   scenes = ["s012"]
#   day = 350
#   week = 1400
#   least_days = 2
#   kept = true           # paid for between days of use too
#   once = 500            # for bringing and fetching it
#   count = 1             # how many there are, for units that shoot at once

# ---- What the story asks for ---------------------------------------------------------------
# Scenes have the ids of scenes.toml.
#   [[order]]
#   first = "s030"
#   then = "s012"
#   gap_days = 14         # 0 allows the same day, in order
#   why = "The beard has to grow."
#   [[apart]]
#   scenes = ["s003", "s009"]
#   why = "Make-up takes the whole morning."
#   [[together]]
#   scenes = ["s004", "s005"]
#   why = "One long take."
# A move between two locations that is not like the others:
#   [[road]]
#   between = ["kitchen", "island"]
#   hours = 2.5           # out of the day
#   cost = 900
#   days = 1              # whole days on the road: never both on one day
# A set that several locations can stand in for, of which the schedule chooses one:
#   [[set]]
#   name = "KITCHEN"
#   locations = ["kitchen", "stage"]
#   split = true          # its scenes may be shot at different ones
# A second crew, which shoots some of the scenes beside the main unit:
#   [[second_unit]]
#   id = "second"
#   name = "Second unit"
#   day = 1200            # crew and equipment for one of its days
#   sets = ["ROAD"]       # scenes that it may shoot, by set,
#   scenes = ["s012"]     # by id,
#   without_cast = true   # and all that no role is in
#   max_days = 3
#   crew_turnaround = 11
#   overtime = [{{ after = 10, tenth = 25 }}]
#   day_call = "09:00"    # its own hours where they differ from [hours], as below there:
#   work = 9              # night_call, meal, meal_within, company_move and max_moves too
#   move_cost = 200       # for one of its company moves
#   and `available` and `unavailable`, as for a role. Nobody works with two units on one date
#   unless [hours] states the way between them:
#   commute = 0.5
# Where you shoot, so that exteriors find their light by the clock:
#   [base]
#   latitude = 43.66
#   longitude = -70.25
#   zone = "America/New_York"

"""
_CAST = """\
# ---- Cast ----------------------------------------------------------------------------------
# One [[cast]] for each role. `id` is the number printed on strips; never give it to another role.
# `character` is the name as the script cues it. What you may add to a role:
#   also = ["YOUNG MAN"]  # other names in the script for the same role
#   performer = ""
#   rate = 450            # pay for a day, worked or held
#   week = 1800           # pay for all paid days of a calendar week, where that is less
#   least_days = 3        # days that are paid at least
#   drop = false          # must not be dropped and picked up (see costs.drop_after)
#   waits = false         # must not wait: works on every date from first to last
#   make_up = 2           # hours from its personal call to its first strip
#   available = [{{ start = {first}, end = {last}, note = "in town" }}]
#   unavailable = [{{ start = {off}, end = {off}, note = "a wedding" }}]
# With `available`, the role works on no other dates.
"""
_CAST_MEMBER = """
[[cast]]
id = {id}
character = {character}
"""
_NO_CAST = """
# [[cast]]
# id = 1
# character = "ANNA"
"""
_LOCATIONS = """
# ---- Locations -----------------------------------------------------------------------------
# One [[location]] for each place that is shot at. `sets` are the names in the script's headings:
# "HOUSE" also means HOUSE - KITCHEN. What you may add to a location:
#   address = ""
#   fee = 350             # for each day it is used
#   hold = 120            # for each date between that it is kept and not used
#   prep_days = 1         # days of preparation before and of clearing after, at the fee
#   strike_days = 1
#   shared = true         # several units may shoot at it at once
#   permits = [
#     {{ start = {first}, end = {last}, opens = "07:00", closes = "22:00", number = "" }},
#     {{ start = {last}, end = {last}, lead_days = 28, asked = {asked} }},
#   ]
# and `available` and `unavailable`, as for a role, with `opens` and `closes` where only hours of
# each date are meant. With `permits`, it is shot at only within them; `closes` before `opens` is
# the next morning.
"""
_LOCATION = """
[[location]]
id = {id}
name = {name}
sets = {sets}
"""
_NO_LOCATION = """
# [[location]]
# id = "kitchen"
# name = "Kitchen on Elm Street"
# sets = ["KITCHEN"]
"""
_CREW = """
# ---- Crew ----------------------------------------------------------------------------------

# [[crew]]
# job = "First AD"
# name = ""

"""
_RULES = """\
# ---- Where the figures come from -----------------------------------------------------------
# Not legal advice. Looked up in November 2026; agreements change and differ from place to place.

[[rule]]
about = "hours.work"
source = "With the meal and 12 hours of rest, a day of 24 is full."
dated = 2026-11-01

[[rule]]
about = "hours.meal"
source = "SAG-AFTRA (sagaftra.org): half an hour to an hour, within 6 hours of the call."
dated = 2026-11-01

[[rule]]
about = "hours.crew_turnaround"
source = "Usual practice, not a law; union agreements differ. EU working time: 11 hours."
dated = 2026-11-01

[[rule]]
about = "hours.cast_turnaround"
source = "SAG-AFTRA (sagaftra.org): 12 hours in the studio zone. EU working time: 11 hours."
dated = 2026-11-01

# A rule of lastlook's rule book (`lastlook consent rules`) that is otherwise here.
# [[rule_override]]
# rule = "rider-48h"
# effect = "block"
# number = "hours"
# value = 72
# why = "Agreed with the performers' representatives."
"""
_ASSUMPTIONS = """
# ---- What lastlook had to suppose ----------------------------------------------------------
# Nobody has stated these yet. Put the true values in their places above, then delete the entry.
"""
