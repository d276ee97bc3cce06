"""What the machine notices is worked out when it is looked at, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lastlook.breakdown import suggest
from lastlook.breakdown.model import Later, Quote, Suggestion
from lastlook.plan import load

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def test_a_film_is_loaded_without_working_out_suggestions(
    last_ride: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("nobody has looked at them")

    monkeypatch.setattr(suggest, "suggest", never)
    film, _ = load(last_ride)
    assert film is not None
    with pytest.raises(AssertionError, match="nobody has looked"):
        len(film.sheets[0].suggestions)


def test_they_are_worked_out_once_and_read_like_any_sequence() -> None:
    asked = []
    one = Suggestion(category="Props", label="rope", reason="", quote=Quote(text="A rope.", line=1))

    def every() -> Mapping[str, tuple[Suggestion, ...]]:
        asked.append(1)
        return {"s001": (one,)}

    there = Later(every, "s001")
    assert asked == []
    assert (list(there), len(there), there[0], tuple(there[:1])) == ([one], 1, one, (one,))
    assert there == (one,)
    assert hash(there) == hash((one,))
    assert there != ()
    assert "rope" in repr(there)
