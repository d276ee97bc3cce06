"""Which engine paints, and what is said where none is installed."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from lastlook.paperwork.render import engine
from lastlook.paperwork.render.engine import Engine, RendererMissingError

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def trial() -> Iterator[None]:
    engine.llvm_works.cache_clear()
    yield
    engine.llvm_works.cache_clear()


@pytest.mark.usefixtures("trial")
@pytest.mark.parametrize(
    ("code", "works"),
    [("", True), ("import os; os.abort()", False), ("raise ImportError", False)],
)
def test_llvm_is_believed_when_a_trial_of_its_own_ends_well(
    monkeypatch: pytest.MonkeyPatch, code: str, works: bool
) -> None:
    monkeypatch.setattr(engine, "_TRIAL", code)
    assert engine.llvm_works() is works


@pytest.mark.usefixtures("trial")
def test_a_trial_that_hangs_is_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_TRIAL", "import time; time.sleep(60)")
    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    assert not engine.llvm_works()


@pytest.mark.parametrize("package", ["mitsuba", "mitsuba_oidn"])
def test_without_the_extra_an_error_names_it(monkeypatch: pytest.MonkeyPatch, package: str) -> None:
    real = importlib.import_module

    def missing(name: str, *rest: Any) -> Any:
        if name == package:
            raise ImportError(name=package)
        return real(name, *rest)

    monkeypatch.setattr(importlib, "import_module", missing)
    blank = np.zeros((4, 4, 3), dtype=np.float32)
    work = engine.mitsuba if package == "mitsuba" else lambda: engine.calmed(blank, blank, blank)
    with pytest.raises(RendererMissingError, match=r"pip install 'lastlook\[render\]'"):
        work()


def test_noise_goes_and_edges_stay(mi: Any) -> None:
    rng = np.random.default_rng(1)
    true = np.zeros((48, 64, 3), dtype=np.float32)
    true[:, :32], true[:, 32:] = 0.1, 2.0
    noisy = (true * rng.gamma(2.0, 0.5, true.shape)).astype(np.float32)
    flat = np.zeros_like(true)
    calm = engine.calmed(noisy, true.clip(0, 1), flat)
    assert np.abs(calm - true).mean() < 0.2 * np.abs(noisy - true).mean()
    assert calm[:, 31].mean() < 0.3 < 1.5 < calm[:, 32].mean()


def test_the_engine_that_runs_everywhere_is_the_default(mi: Any) -> None:
    assert mi.variant() == engine.VARIANTS[Engine.SCALAR]
