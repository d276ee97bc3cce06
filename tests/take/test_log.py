"""The take log: written, read back, changed and searched, with nothing ever lost."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lastlook.errors import LastlookError
from lastlook.production.files import Snapshot
from lastlook.take.log import Log, LoggedTake, Note, find, log_path, logged, parse_log

TEAR = Note(take=3, at=Decimal(252), what="A single tear")
BY_HAND = b"""# ours\r
format = 1\r
\r
[[takes]]\r
take = 1   # the first\r
slate = "24A"\r
"""


def read(data: bytes) -> Log:
    log, problems = parse_log(data, "x.log.toml")
    assert log is not None, problems
    return log


def test_the_log_is_beside_the_take() -> None:
    assert log_path(Path("takes/24-car.toml")) == Path("takes/24-car.log.toml")


def test_a_log_begins_with_a_take_and_its_notes() -> None:
    changes = {
        "slate": "24A", "date": date(2027, 1, 20), "rolled": time(21, 42),
        "length": Decimal("287.5"), "circled": True,
    }  # fmt: skip
    log = read(logged(None, Log(), 3, changes, [TEAR]))
    assert log.takes == (
        LoggedTake(
            take=3, slate="24A", date=date(2027, 1, 20), rolled=time(21, 42),
            length=Decimal("287.5"), circled=True,
        ),
    )  # fmt: skip
    assert log.notes == (TEAR,)
    assert log.next_take == 4


def test_what_people_wrote_stays_as_it_was() -> None:
    snapshot = Snapshot.of(Path("x"), BY_HAND)
    data = logged(snapshot, read(BY_HAND), 2, {"no_good": "boom in shot"}, [])
    assert data == BY_HAND + b'\r\n[[takes]]\r\ntake = 2\r\nno_good = "boom in shot"\r\n'
    changed = logged(snapshot, read(BY_HAND), 1, {"circled": True}, [])
    assert changed.startswith(BY_HAND)
    assert read(changed).takes[0] == LoggedTake(take=1, slate="24A", circled=True)


def test_a_last_line_without_its_end_is_not_glued_to() -> None:
    data = BY_HAND.removesuffix(b"\r\n")
    after = logged(Snapshot.of(Path("x"), data), read(data), 1, {}, [Note(take=1, what="Snow")])
    assert read(after).notes == (Note(take=1, what="Snow"),)
    assert after.startswith(data)


def test_a_file_that_cannot_take_a_table_at_its_end_is_left_alone() -> None:
    data = b'format = 1\ntakes = [{ take = 1, slate = "24A" }]\n'
    with pytest.raises(LastlookError, match="Nothing was written"):
        logged(Snapshot.of(Path("x"), data), read(data), 2, {"circled": True}, [])


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"slate": "a\nb"}, "`slate` cannot be"),
        ({"length": Decimal(99_999_999)}, "`length` cannot be 99999999, which is more than 36000"),
        ({"date": date(1, 1, 1)}, "`date` cannot be"),
    ],
)
def test_what_a_log_cannot_hold_is_said_and_not_put_on_the_file(
    changes: dict[str, object], words: str
) -> None:
    snapshot = Snapshot.of(Path("x.log.toml"), BY_HAND)
    for before, log in ((None, Log()), (snapshot, read(BY_HAND))):
        with pytest.raises(LastlookError, match=re.escape(words)):
            logged(before, log, 1, changes, [])
    with pytest.raises(LastlookError, match="control character"):
        logged(snapshot, read(BY_HAND), 1, {}, [Note(take=1, what="a\x07b")])


def test_mistakes_are_told_with_their_line() -> None:
    data = (
        b"format = 1\n[[takes]]\ntake = 1\n[[takes]]\ntake = 1\n[[notes]]\ntake = 2\nwhat = 'x'\n"
    )
    log, problems = parse_log(data, "x.log.toml")
    assert log is None
    assert [(one.line, one.what) for one in problems] == [
        (5, "Take 1 is in the log twice."),
        (7, "There is no take 2 in the log."),
    ]


def test_words_are_found_whatever_their_case_and_accents() -> None:
    log = read(logged(None, Log(), 3, {"no_good": "Renée’s door slams"}, [TEAR]))
    assert [(one.where, one.take) for one in find(log, "renee DOOR")] == [("no good", 3)]
    assert [one.at for one in find(log, "tear single")] == [Decimal(252)]
    assert find(log, "tear door") == ()


@given(
    st.lists(
        st.tuples(
            st.integers(1, 5),
            st.dictionaries(
                st.sampled_from(["slate", "no_good"]), st.text(st.characters(codec="utf-8",
                    exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=12),
            ),
            st.lists(
                st.tuples(
                    st.one_of(st.none(), st.decimals(0, 400, places=1)),
                    st.from_regex(r"[a-z\"\\é#=]{1,10}", fullmatch=True),
                ),
                max_size=2,
            ),
        ),
        max_size=6,
    )
)  # fmt: skip
def test_whatever_is_kept_is_there_for_ever(
    story: list[tuple[int, dict[str, str], list[tuple[Decimal | None, str]]]],
) -> None:
    snapshot, log = None, Log()
    notes: list[Note] = []
    values: dict[int, dict[str, str]] = {}
    for take, changes, told in story:
        new = [Note(take=take, at=at, what=what) for at, what in told]
        data = logged(snapshot, log, take, changes, new)
        snapshot, log = Snapshot.of(Path("x"), data), read(data)
        notes += new
        values.setdefault(take, {}).update(changes)
    assert log.notes == tuple(notes)
    assert {one.take: (one.slate, one.no_good) for one in log.takes} == {
        take: (known.get("slate", ""), known.get("no_good", "")) for take, known in values.items()
    }


def test_the_format_page_names_every_key() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats" / "take-log.md").read_text("utf-8")
    documented = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert documented == [
        field.name for table in (Log, LoggedTake, Note) for field in fields(table)
    ]
    example = "".join(
        line.removeprefix("    ") + "\n" for line in page.splitlines() if line.startswith("    ")
    )
    assert read(example.encode()).notes == (Note(take=2, at=Decimal(252), what="a single tear"),)
