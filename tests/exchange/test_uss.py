"""Universal Schedules: both shapes in, the documented one out, nothing lost between."""

from __future__ import annotations

import copy
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exchange.films import PARTED, take_in

from lastlook.errors import ProblemsError
from lastlook.exchange import (
    board_of,
    film_to_uss,
    merge,
    read_uss,
    uss_to_incoming,
    write_uss,
)
from lastlook.exchange.uss.read import ROOT
from lastlook.schedule import Banner, Board, ShootDay, Strip, Unit, build_shoot

if TYPE_CHECKING:
    from tests.exchange.films import Make

WHEN = "2027-03-01T00:00:00.000Z"


def event(key: str, day: str, kind: str, name: str | None = None) -> dict[str, Any]:
    return {"id": key, "date": f"{day}T00:00:00.000Z", "type": kind, "name": name}


def element(key: str, category: str, name: str, board_id: str | None = None) -> dict[str, Any]:
    return {
        "id": key, "category": category, "created": WHEN, "daysOff": [], "dropDayCount": 10,
        "elementId": board_id, "events": [], "isDood": True, "isDrop": True, "isHold": True,
        "isIdLock": False, "linkedElements": [], "name": name,
    }  # fmt: skip


def breakdown(key: str, scene: str | None, elements: list[str], **more: Any) -> dict[str, Any]:
    return {
        "id": key, "bannerText": None, "comments": None, "created": WHEN, "description": None,
        "elements": elements, "pages": 0.375, "scene": scene, "scriptPage": "1",
        "duration": 5_400_000, "type": "scene", **more,
    }  # fmt: skip


def documented() -> dict[str, Any]:
    """Return a schedule of our own in the documents' form, custom keys everywhere."""
    categories = [
        ("c0", "Set", 0), ("c1", "INT/EXT", 1), ("c2", "Day/Night", 2),
        ("c100", "Cast Members", 100), ("c104", "Props", 104), ("c77", "Drones", 640),
    ]  # fmt: skip
    return {
        "_beside": [1],
        ROOT: {
            "id": "u1", "author": None, "company": "Example Pictures", "created": WHEN,
            "episode": None, "episodeName": None, "description": None, "name": "Thaw, blue",
            "project": "Thaw", "schedColor": "Blue", "schedDate": WHEN, "scriptColor": None,
            "scriptDate": None, "season": None, "source": "Another Program",
            "ussVersion": "1.0.0", "_top": {"deep": [None, 1.5, "é"]},
            "breakdowns": [
                breakdown("b1", "A12", ["hut", "int", "night", "mara", "kettle"], _mine="x",
                          description="She waits."),
                breakdown("b2", "12AA", ["road", "ext", "day", "jon", "cam"], pages=1.375),
                breakdown("b3", "101-3", ["truck", "both", "day", "mara"], duration=None),
                breakdown("b4", "77", ["moon", "ext", "night"], pages=None),
                breakdown("b5", None, [], type="banner", bannerText="Company move",
                          duration=2_700_000, pages=None, scriptPage=None),
            ],
            "categories": [
                {"id": key, "created": WHEN, "name": name, "ucid": ucid, "_c": True}
                for key, name, ucid in categories
            ],
            "elements": [
                element("hut", "c0", "HUT"), element("road", "c0", "ICE ROAD"),
                element("truck", "c0", "TRUCK"), element("moon", "c0", "MOON"),
                element("int", "c1", "INT"), element("ext", "c1", "EXT"),
                element("both", "c1", "INT/EXT"), element("night", "c2", "NIGHT"),
                element("day", "c2", "DAY"), element("mara", "c100", "MARA", "1"),
                {**element("jon", "c100", "JON", "2"), "daysOff": [0, 6],
                 "events": [event("e9", "2027-03-09", "event", "travel")],
                 "linkedElements": ["kettle"]},
                element("kettle", "c104", "Brass kettle", "P7"),
                {**element("cam", "c77", "Small quadcopter"), "_why": "air"},
            ],
            "stripboards": [
                {"id": "s1", "name": "Blue", "calendar": "k1", "boards": [
                    {"id": "m1", "name": "stripboard", "breakdownIds": [["b1"], ["b5", "b2"]],
                     "_b": 1},
                    {"id": "m2", "name": "boneyard", "breakdownIds": ["b3", "b4"]},
                ]},
                {"id": "s2", "name": "Script order", "calendar": None, "boards": [
                    {"id": "m3", "name": "stripboard",
                     "breakdownIds": ["b1", "b2", "b3", "b4", "b5"]},
                    {"id": "m4", "name": "boneyard", "breakdownIds": []},
                ]},
            ],
            "calendars": [
                {"id": "k1", "name": "March", "daysOff": [0, 6], "events": [
                    event("e1", "2027-03-05", "start"),
                    event("e2", "2027-03-08", "dayOff", "holiday"),
                ]},
            ],
        },
    }  # fmt: skip


def as_in_samples() -> dict[str, Any]:
    """Return the same schedule as the published samples spell it."""
    found = copy.deepcopy(documented())
    top = found[ROOT]
    for one in top["breakdowns"]:
        one["type"] = {"scene": "strip"}.get(one["type"], one["type"])
        one["time"] = one.pop("duration")
        if one["type"] == "banner":
            one["description"] = one.pop("bannerText")
    for one in top["categories"]:
        one["catId"] = one.pop("ucid")
        one["elements"] = [e["id"] for e in top["elements"] if e["category"] == one["id"]]
    for one in top["elements"]:
        del one["category"]
        one["doodDayCount"] = one.pop("dropDayCount")
        one["doodDropAllow"] = one.pop("isDrop")
        one["doodHoldAllow"] = one.pop("isHold")
        one["doodInclude"] = one.pop("isDood")
        one["elementIdLock"] = one.pop("isIdLock")
    for stripboard in top["stripboards"]:
        for board in stripboard["boards"]:
            board["breakdownArrays"] = board.pop("breakdownIds")
    for calendar in top["calendars"]:
        calendar["daysOff"].reverse()
        calendar["events"][1]["type"] = "event"
    top["elements"][10]["events"][0]["name"] = "doodTravel"
    top["version"] = top.pop("ussVersion")
    return found


def normal(value: Any) -> Any:
    """Return what a schedule says: weekdays without order, whole numbers as such."""
    if isinstance(value, dict):
        return {
            key: sorted(inner) if key == "daysOff" else normal(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [normal(inner) for inner in value]
    return value


def through(value: Any) -> Any:
    uss, problems = read_uss(json.dumps(value).encode(), "x.uss")
    assert problems == ()
    return json.loads(write_uss(uss))


def test_the_documented_form_comes_back_as_it_was() -> None:
    assert normal(through(documented())) == normal(documented())


def test_the_samples_form_comes_back_as_the_documented() -> None:
    assert normal(through(as_in_samples())) == normal(documented())


def test_every_documented_key_is_written_though_nothing_is_known(make: Make) -> None:
    film = make(breakdown="")
    board = Board(days=(ShootDay(date=date(2027, 3, 5), work=(Strip(scene="s001"),)),))
    mine = json.loads(write_uss(film_to_uss(film, board)))[ROOT]
    theirs = documented()[ROOT]
    assert {key for key in theirs if not key.startswith("_")} == set(mine)
    for name in ("breakdowns", "categories", "elements", "stripboards", "calendars"):
        keys = {key for key in theirs[name][0] if not key.startswith("_")}
        for one in mine[name]:
            assert {key for key in one if not key.startswith("_")} == keys
    placed = [one for b in mine["stripboards"][0]["boards"] for one in b["breakdownIds"]]
    ids = [key for item in placed for key in (item if isinstance(item, list) else [item])]
    assert sorted(ids) == sorted(one["id"] for one in mine["breakdowns"])
    known = {one["id"] for one in mine["elements"]}
    assert all(key in known for one in mine["breakdowns"] for key in one["elements"])


def test_days_may_be_strips_of_their_own() -> None:
    old = as_in_samples()
    top = old[ROOT]
    top["breakdowns"] += [
        {**breakdown(f"d{n}", "", []), "type": "day", "scene": None} for n in (1, 2)
    ]
    board = top["stripboards"][0]["boards"][0]
    board["breakdownArrays"] = ["b1", "d1", "b5", "b2", "d2"]
    assert normal(through(old)) == normal(documented())


JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**9), 10**9)
    | st.text(st.characters(codec="utf-8")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8"), max_size=8), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(JSON, st.sampled_from(["breakdowns", "categories", "elements", "stripboards", "calendars"]))
def test_any_custom_key_survives(value: Any, where: str) -> None:
    given_value = documented()
    given_value[ROOT][where][0]["_custom"] = value
    assert normal(through(given_value)) == normal(given_value)


@given(st.sampled_from([k for k in documented()[ROOT] if k != "_top"]), JSON)
def test_any_value_anywhere_is_read_past_or_refused(key: str, value: Any) -> None:
    broken = documented()
    broken[ROOT][key] = value
    try:
        uss, problems = read_uss(json.dumps(broken).encode(), "x.uss")
    except ProblemsError:
        return
    again, _ = read_uss(write_uss(uss), "x.uss")
    assert again == uss
    uss_to_incoming(uss, "x.uss", problems)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "not JSON"),
        (b"[1, 2", "not JSON"),
        (b"{}", "no `universalScheduleStandard`"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "levels deep"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1e999}', "larger than any number"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b'{"a": "\\ud800"}', "half a character"),
    ],
)
def test_hostile_files_are_refused_with_their_place(data: bytes, what: str) -> None:
    with pytest.raises(ProblemsError, match=what) as caught:
        read_uss(data, "x.uss")
    assert caught.value.problems[0].file == "x.uss"


def test_a_syntax_error_has_line_and_column() -> None:
    with pytest.raises(ProblemsError) as caught:
        read_uss(b'{\n "a": 1,\n "b" 2}', "x.uss")
    assert caught.value.problems[0].place == "x.uss:3:6"


def test_a_schedule_of_another_program_comes_in(make: Make) -> None:
    film = make(breakdown="")
    uss, problems = read_uss(json.dumps(as_in_samples()).encode(), "blue.uss")
    incoming = uss_to_incoming(uss, "blue.uss", problems)
    merged = merge(film, incoming)
    assert merged.matched == {"b1": ("s001",), "b2": ("s002",), "b3": ("s003",)}
    assert [(one.place, one.heading) for one in merged.unplaced] == [
        ("scene 77", "EXT. MOON - NIGHT")
    ]
    again = take_in(film, merged.decisions)
    assert again.decisions.scenes["s001"].minutes == 90
    assert again.decisions.scenes["s001"].synopsis == "She waits."
    assert again.decisions.elements["brass-kettle"].number == "P7"
    assert again.decisions.scenes["s002"].elements[0].category == "Miscellaneous"
    shoot = build_shoot(again.production, again.sheets)
    board, remarks = board_of(again, incoming, merged.matched, shoot)
    assert [(day.date, day.unit) for day in board.days] == [
        (date(2027, 3, 5), Unit.NIGHT), (date(2027, 3, 9), Unit.DAY)
    ]  # fmt: skip
    assert board.days[1].work == (Banner(text="Company move", minutes=45), Strip(scene="s002"))
    assert [strip.scene for strip in board.boneyard] == ["s003", "s004"]
    assert remarks == ()


def test_parts_of_a_scene_keep_their_days(make: Make) -> None:
    film = make(breakdown=PARTED)
    days = (
        ShootDay(date=date(2027, 3, 8), work=(Strip(scene="s002/b"), Strip(scene="s003"))),
        ShootDay(date=date(2027, 3, 9), work=(Strip(scene="s002/a"), Strip(scene="s004"))),
    )
    whole = Board(days=days, boneyard=(Strip(scene="s001"),))
    data = write_uss(film_to_uss(film, whole))
    scenes = [one["scene"] for one in json.loads(data)[ROOT]["breakdowns"]]
    assert scenes == ["A12", "12AA pt 1", "12AA pt 2", "101-3", "12A"]
    incoming = uss_to_incoming(read_uss(data, "x.uss")[0], "x.uss")
    merged = merge(film, incoming)
    assert merged.decisions == film.decisions
    assert merged.kept == ()
    shoot = build_shoot(film.production, film.sheets)
    assert board_of(film, incoming, merged.matched, shoot)[0] == whole


def test_a_stripboard_is_asked_for_by_name() -> None:
    uss, _ = read_uss(json.dumps(documented()).encode(), "blue.uss")
    assert uss_to_incoming(uss, "blue.uss", stripboard="script ORDER").days == ()
    missing = uss_to_incoming(uss, "blue.uss", stripboard="Pink")
    assert "There is no stripboard “Pink”" in missing.problems[-1].what


def test_a_film_goes_out_and_comes_back_with_its_board(make: Make) -> None:
    film = make(folder="one")
    days = (
        ShootDay(date=date(2027, 3, 5), unit=Unit.NIGHT, work=(Strip(scene="s001"),)),
        ShootDay(
            date=date(2027, 3, 10),
            work=(Strip(scene="s004"), Banner(text="Move", minutes=30), Strip(scene="s002")),
        ),
        ShootDay(date=date(2027, 3, 13), work=(Strip(scene="s003"),)),  # a Saturday
    )
    whole = Board(days=days)
    data = write_uss(film_to_uss(film, whole))
    assert data == write_uss(film_to_uss(film, whole))
    value = json.loads(data)[ROOT]
    assert [one["scene"] for one in value["breakdowns"][:4]] == ["A12", "12AA", "101-3", "12A"]
    assert value["breakdowns"][0]["pages"] * 8 == film.sheets[0].eighths
    assert all(one[key] is not None for one in value["breakdowns"] for key in ("id", "type"))
    fresh = make(folder="two", breakdown="")
    uss, problems = read_uss(data, "x.uss")
    assert problems == ()
    incoming = uss_to_incoming(uss, "x.uss")
    merged = merge(fresh, incoming)
    assert merged.unplaced == ()
    again = take_in(fresh, merged.decisions)
    board, _ = board_of(
        again, incoming, merged.matched, build_shoot(again.production, again.sheets)
    )
    assert board == whole
    for mine, theirs in zip(film.sheets, again.sheets, strict=True):
        assert {(e.category, e.label, e.count) for e in mine.elements} == {
            (e.category, e.label, e.count) for e in theirs.elements
        }
        assert mine.minutes == theirs.minutes
        assert mine.synopsis == theirs.synopsis
