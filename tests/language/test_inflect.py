"""Numbers of things as they are said."""

from __future__ import annotations

from lastlook.language.inflect import how_many


def test_one_thing_and_many() -> None:
    assert how_many(1, "page") == "1 page"
    assert how_many(0, "scene") == "0 scenes"
    assert how_many(2, "company move") == "2 company moves"
