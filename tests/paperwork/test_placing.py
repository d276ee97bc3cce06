"""Labels on a crowded drawing: never on one another, always on the paper."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from lastlook.paperwork.placing import Crowd, Label, Line, Placed, place

ROOM = (0.0, 0.0, 300.0, 200.0)
LABELS = st.lists(
    st.builds(
        Label,
        x=st.floats(0, 300),
        y=st.floats(0, 200),
        around=st.floats(0, 20),
        lines=st.lists(
            st.builds(
                Line, text=st.text("abcde fgh", min_size=1, max_size=30), bold=st.booleans()
            ),
            min_size=1, max_size=3,
        ).map(tuple),
    ),
    max_size=14,
)  # fmt: skip


def box(one: Placed) -> tuple[float, float, float, float]:
    return one.left, one.top, one.left + one.label.width, one.top + one.label.height


@given(LABELS)
def test_no_label_stands_on_another_or_off_the_paper(labels: list[Label]) -> None:
    placed, without = place(labels, Crowd(), ROOM)
    assert [one.label for one in placed] == [one for one in labels if one not in without]
    for one in placed:
        left, top, right, bottom = box(one)
        assert left >= ROOM[0]
        assert top >= ROOM[1]
        assert right <= ROOM[2]
        assert bottom <= ROOM[3]
    for mine, other in combinations([box(each) for each in placed], 2):
        beside = mine[2] <= other[0] or other[2] <= mine[0]
        assert beside or mine[3] <= other[1] or other[3] <= mine[1]


def test_a_label_stands_beside_what_it_names() -> None:
    label = Label(x=100, y=100, around=6, lines=(Line(text="Key"),))
    (one,), _ = place([label], Crowd(), ROOM)
    assert one.leader is None
    left, top, right, bottom = box(one)
    near_x, near_y = min(max(100, left), right), min(max(100, top), bottom)
    assert 6 <= ((near_x - 100) ** 2 + (near_y - 100) ** 2) ** 0.5 <= 12


def test_labels_keep_off_symbols() -> None:
    crowd = Crowd()
    crowd.box(106, 60, 300, 140, 1.0)
    label = Label(x=100, y=100, around=6, lines=(Line(text="Left back light"),))
    (one,), _ = place([label], crowd, ROOM)
    assert one.left + one.label.width <= 106


def test_what_is_moved_far_has_a_line_to_it() -> None:
    crowd = Crowd()
    crowd.box(40, 40, 160, 160, 1.0)
    label = Label(x=100, y=100, around=6, lines=(Line(text="Cart"),))
    (one,), _ = place([label], crowd, ROOM)
    assert one.leader is not None
    x, y = one.leader[2:]
    left, top, right, bottom = box(one)
    assert left - 1 <= x <= right + 1
    assert top <= y <= bottom


def test_what_finds_no_room_is_handed_back() -> None:
    labels = [
        Label(x=20, y=10, around=2, lines=(Line(text=f"Somebody {number}"),))
        for number in range(12)
    ]
    placed, without = place(labels, Crowd(), (0, 0, 120, 30))
    assert placed
    assert without
    assert len(placed) + len(without) == 12
