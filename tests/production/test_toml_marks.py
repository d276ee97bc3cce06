"""A document with everything in it: each key and list item has its place."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from lastlook.production.toml_marks import Mark, locate, marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lastlook.production.toml_marks import Path

TEXT = """\
# remark
title = "one"
  "quoted \\u0041" = 1
a.b . 'c d' = [1, [2,
  3], { x = 1, y.z = [ {} ] }]

[calendar]
start = 2027-01-18 12:00:00 # remark

[[cast]]
id = 1

[[cast.available]]
note = '''
[[not a header]]
id = 3'''

[cast.more]
deep = true
[[cast]]
id = 2
[[cast.available]]
[[cast.available]]
note = ""
[hours . "day call"]
x=1"""


def test_places() -> None:
    found = marks(TEXT)
    expected: dict[Path, tuple[int, int]] = {
        ("title",): (2, 1),
        ("quoted A",): (3, 3),
        ("a",): (4, 1),
        ("a", "b"): (4, 3),
        ("a", "b", "c d"): (4, 7),
        ("a", "b", "c d", 0): (4, 16),
        ("a", "b", "c d", 1): (4, 19),
        ("a", "b", "c d", 1, 0): (4, 20),
        ("a", "b", "c d", 1, 1): (5, 3),
        ("a", "b", "c d", 2): (5, 7),
        ("a", "b", "c d", 2, "x"): (5, 9),
        ("a", "b", "c d", 2, "y"): (5, 16),
        ("a", "b", "c d", 2, "y", "z"): (5, 18),
        ("a", "b", "c d", 2, "y", "z", 0): (5, 24),
        ("calendar",): (7, 2),
        ("calendar", "start"): (8, 1),
        ("cast",): (10, 3),
        ("cast", 0): (10, 1),
        ("cast", 0, "id"): (11, 1),
        ("cast", 0, "available"): (13, 8),
        ("cast", 0, "available", 0): (13, 1),
        ("cast", 0, "available", 0, "note"): (14, 1),
        ("cast", 0, "more"): (18, 7),
        ("cast", 0, "more", "deep"): (19, 1),
        ("cast", 1): (20, 1),
        ("cast", 1, "id"): (21, 1),
        ("cast", 1, "available"): (22, 8),
        ("cast", 1, "available", 0): (22, 1),
        ("cast", 1, "available", 1): (23, 1),
        ("cast", 1, "available", 1, "note"): (24, 1),
        ("hours",): (25, 2),
        ("hours", "day call"): (25, 10),
        ("hours", "day call", "x"): (26, 1),
    }
    assert found == {path: Mark(*place) for path, place in expected.items()}
    assert set(found) == set(paths(tomllib.loads(TEXT)))


def test_nearest_place_stands_in() -> None:
    found = marks("[hours]\nwork = 11\n")
    assert locate(found, ("hours", "meal")) == Mark(1, 2)
    assert locate(found, ("hours", "work", 3)) == Mark(2, 1)
    assert locate(found, ("cast",)) == Mark(0, 0)


@pytest.mark.parametrize("depth", [1, 50])
def test_deep_lists(depth: int) -> None:
    text = "a = " + "[" * depth + "]" * depth
    assert len(marks(text)) == depth


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    """Every path of a parsed value, the empty one left out."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from paths(inner, (*path, index))
