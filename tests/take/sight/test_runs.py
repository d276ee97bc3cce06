"""Runs of frames, and the give-aways that they make."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lastlook.take.sight.buffers import Glimpsed
from lastlook.take.sight.findings import Slip, Verdict
from lastlook.take.sight.runs import Run, apart, give_away, joined, stretches

frames = st.sets(st.integers(0, 200), max_size=60)


def glimpsed(pixels: float, part: str = "head", shown: float = 0.0) -> Glimpsed:
    return Glimpsed(
        area=pixels, pixels=pixels, shown=shown, parts={part: pixels}, via="", box=(0, 0, 1, 1)
    )


def run(first: int, last: int, **counted: Glimpsed) -> Run:
    known = {int(key[1:]): one for key, one in counted.items()}
    return Run(first=first, last=last, counted=known or {first: glimpsed(5)})


def covered(runs: list[Run]) -> set[int]:
    return {frame for one in runs for frame in range(one.first, one.last + 1)}


@given(frames, st.integers(1, 20))
def test_stretches_hold_every_frame_and_are_far_enough_apart(some: set[int], gap: int) -> None:
    found = stretches(some, gap)
    assert {first for first, _ in found} | {last for _, last in found} <= some
    assert all(any(first <= frame <= last for first, last in found) for frame in some)
    for (_, before), (after, _) in pairwise(found):
        assert after - before > gap


@given(frames, frames, st.integers(0, 10))
def test_apart_is_what_is_left(some: set[int], others: set[int], pad: int) -> None:
    runs = [run(*one) for one in stretches(some, 1)]
    near = [run(*one) for one in stretches(others, 1)]
    forbidden = {
        frame
        for one in near
        for frame in range(one.first - pad, one.last + pad + 1)
    }  # fmt: skip
    assert covered(apart(runs, near, pad)) == covered(runs) - forbidden


def test_joined_keeps_what_was_counted() -> None:
    one = run(0, 5, f2=glimpsed(9))
    two = run(3, 8, f7=glimpsed(11))
    three = run(40, 41)
    found = joined([three, two, one], 10)
    assert [(some.first, some.last) for some in found] == [(0, 8), (40, 41)]
    assert sorted(found[0].counted) == [2, 7]


def test_a_give_away_tells_of_its_worst_frame() -> None:
    some = run(3, 30, f3=glimpsed(5, "left hand"), f9=glimpsed(50, shown=5), f20=glimpsed(50))
    one = give_away(some, camera="A", thing="Props", slip=Slip.NONE, fps=24, pixels=4)
    assert (one.worst, one.pixels, one.part) == (9, 50, "head")
    assert one.parts == ("head", "left hand")
    assert one.verdict is Verdict.SEEN
    assert one.shown
    late = give_away(some, camera="A", thing="Props", slip=Slip.CUE, fps=24, pixels=5)
    assert late.verdict is Verdict.MARGINAL
    assert not late.shown
