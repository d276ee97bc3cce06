"""Headings: set, time of day and light, whatever writers put between them."""

from __future__ import annotations

import pytest

from lastlook.script.heading import IntExt, light_of, parse_heading


@pytest.mark.parametrize(
    ("text", "int_ext", "set_name", "time"),
    [
        ("INT. HOUSE - KITCHEN - NIGHT", IntExt.INT, "HOUSE - KITCHEN", "NIGHT"),
        ("int. house - day", IntExt.INT, "HOUSE", "DAY"),
        ("INT./EXT. CAR (MOVING) - DAY - DREAM", IntExt.INT_EXT, "CAR (MOVING)", "DAY - DREAM"),
        ("I/E. CAR - SAME", IntExt.INT_EXT, "CAR", "SAME"),
        ("EXT/INT CAR - DUSK", IntExt.INT_EXT, "CAR", "DUSK"),
        ("EST. PARIS – JOUR", IntExt.EXT, "PARIS", "JOUR"),
        ("EXT. NIGHT CLUB - CONTINUOUS", IntExt.EXT, "NIGHT CLUB", "CONTINUOUS"),
        ("INT. A NIGHT ROOM - LATER THAT NIGHT", IntExt.INT, "A NIGHT ROOM", "LATER THAT NIGHT"),
        ("INT. OPENING NIGHT", IntExt.INT, "OPENING NIGHT", ""),
        ("INT. HOUSE, NIGHT", IntExt.INT, "HOUSE", "NIGHT"),
        ("EXT HOUSE-NIGHT", IntExt.EXT, "HOUSE", "NIGHT"),
        ("INT. HOUSE — DAY 2", IntExt.INT, "HOUSE", "DAY 2"),
        ("INT. HOUSE - NIGHT (1985)", IntExt.INT, "HOUSE", "NIGHT (1985)"),
        ("EXT. DAY-CARE - MORNING", IntExt.EXT, "DAY-CARE", "MORNING"),
        ("EXT. 42ND ST. - LATE AFTERNOON", IntExt.EXT, "42ND ST.", "LATE AFTERNOON"),
        ("INT. ROOM - 5 A.M.", IntExt.INT, "ROOM", "5 A.M."),
        ("INT. ROOM - 23:40", IntExt.INT, "ROOM", "23:40"),
        ("EXT. SUBWAY PLATFORM - NIGHT #12A#", IntExt.EXT, "SUBWAY PLATFORM", "NIGHT"),
        ("INT. ROOM #4 - DAY", IntExt.INT, "ROOM #4", "DAY"),
        ("DREAM", IntExt.UNKNOWN, "DREAM", ""),
        ("INT.", IntExt.INT, "", ""),
        ("INT. - NIGHT", IntExt.INT, "", "NIGHT"),
        ("INT. CAR — NIGHT", IntExt.INT, "CAR", "NIGHT"),
        ("EXT. ROAD – DAY", IntExt.EXT, "ROAD", "DAY"),
        ("INT. BAR—DAY", IntExt.INT, "BAR", "DAY"),
        ("EXT. CAR -NIGHT", IntExt.EXT, "CAR", "NIGHT"),
        ("INT. A−B — C - DAY", IntExt.INT, "A−B — C", "DAY"),
        ("INT.\u00a0CAR\u00a0-\u00a0NIGHT", IntExt.INT, "CAR", "NIGHT"),
        ("İNT. EV - GECE", IntExt.INT, "EV", "GECE"),
        ("ınt. ışık evi - gün", IntExt.INT, "IŞIK EVI", "GÜN"),
        ("EXT. FIELD (NIGHT)", IntExt.EXT, "FIELD", "NIGHT"),
        ("EXT. FIELD (DAY 2) #7#", IntExt.EXT, "FIELD", "DAY 2"),
        ("EXT. FIELD (NIGHT, 1985)", IntExt.EXT, "FIELD", "NIGHT, 1985"),
        ("EXT. FIELD (1985 - NIGHT)", IntExt.EXT, "FIELD", "1985 - NIGHT"),
        ("INT. HOUSE - KITCHEN (LATER)", IntExt.INT, "HOUSE - KITCHEN", "LATER"),
        ("INT. HOUSE - (5 A.M.)", IntExt.INT, "HOUSE", "5 A.M."),
        ("INT. CAR (MOVING) (NIGHT)", IntExt.INT, "CAR (MOVING)", "NIGHT"),
        ("INT. CAR (MOVING)", IntExt.INT, "CAR (MOVING)", ""),
        ("INT. CLUB (OPENING NIGHT)", IntExt.INT, "CLUB (OPENING NIGHT)", ""),
        ("INT. HALL (1985)", IntExt.INT, "HALL (1985)", ""),
        ("INT. HALL ()", IntExt.INT, "HALL ()", ""),
        ("dış. yol", IntExt.UNKNOWN, "DIŞ. YOL", ""),
    ],
)  # fmt: skip
def test_a_heading_comes_apart(text: str, int_ext: IntExt, set_name: str, time: str) -> None:
    heading = parse_heading(text)
    assert (heading.int_ext, heading.set, heading.time) == (int_ext, set_name, time)


@pytest.mark.parametrize(
    ("time", "previous", "light"),
    [
        *(("NIGHT", "day", "night"), ("DAY", "night", "day"), ("EVENING", "", "night")),
        *(("DAWN", "", "day"), ("DUSK", "night", "day"), ("LATER THAT NIGHT", "day", "night")),
        *(("CONTINUOUS", "night", "night"), ("MOMENTS LATER", "day", "day"), ("SAME", "", "")),
        *(("", "night", ""), ("1985", "day", ""), ("5 A.M.", "day", "night"), ("3 PM", "", "day")),
        *(("12 AM", "", "night"), ("12:30 PM", "", "day"), ("23:40", "", "night")),
    ],
)
def test_light_follows_the_time_and_carries_over(time: str, previous: str, light: str) -> None:
    assert light_of(time, previous) == light
